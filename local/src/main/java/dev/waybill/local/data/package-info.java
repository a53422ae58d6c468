/** The data folder: what a laptop keeps between two starts, and who may use it at a time. */
package dev.waybill.local.data;
