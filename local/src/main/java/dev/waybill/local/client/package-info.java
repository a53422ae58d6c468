/** The API as any client sees it: tokens, jobs, form uploads, downloads, over HTTP. */
package dev.waybill.local.client;
