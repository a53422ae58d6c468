/**
 * A Kubernetes API in one process: what clients call, on the loopback interface, with objects in a
 * file. It knows nothing of what it is used for.
 */
package dev.waybill.kubernetes;
