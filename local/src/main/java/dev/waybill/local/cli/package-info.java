/** The {@code waybill} command: {@code run}, {@code up}, {@code token}. */
package dev.waybill.local.cli;
