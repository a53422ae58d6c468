/** The one port to the jobs, for every door: look-ups, ownership, quotas, files. */
package dev.waybill.gateway.jobs;
