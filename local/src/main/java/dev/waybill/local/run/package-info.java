/** One archive on its way through the API: create, upload, watch, download. */
package dev.waybill.local.run;
