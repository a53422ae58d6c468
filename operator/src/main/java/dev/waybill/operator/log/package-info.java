/** Attempts' logs, kept in the store before their pods are cleaned up. */
package dev.waybill.operator.log;
