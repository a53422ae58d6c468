/**
 * One attempt as Kubernetes sees it: the Job that is made for it, and what that Job and its pod
 * tell afterwards. No decisions about files are made here.
 */
package dev.waybill.operator.pod;
