/**
 * The laptop as a Kubernetes node: runs the pods of one namespace in the worker pool and writes
 * their status as a kubelet does.
 */
package dev.waybill.local.node;
