/** The Batch Jobs REST dialect. */
package dev.waybill.gateway.idp;
