/**
 * A few child JVMs that run the worker, one task at a time each. A document that eats the memory or
 * never ends takes its child with it and nothing else.
 */
package dev.waybill.local.pool;
