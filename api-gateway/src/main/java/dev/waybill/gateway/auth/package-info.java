/** Credentials, tokens and their issuers: who a caller is and what it may do. */
package dev.waybill.gateway.auth;
