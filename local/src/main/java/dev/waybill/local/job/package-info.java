/**
 * A Job controller for the Jobs that Waybill makes: one pod, {@code backoffLimit: 0}. What it
 * writes is what Kubernetes' own writes, so the operator cannot tell which of them is there.
 */
package dev.waybill.local.job;
