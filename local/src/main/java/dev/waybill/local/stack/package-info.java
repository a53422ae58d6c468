/**
 * The whole product in one process: gateway and operator as they are, on an embedded Kubernetes API
 * and an embedded S3.
 */
package dev.waybill.local.stack;
