/**
 * The resources that gateway and operator share: {@code ProcessingJob} is what people write and
 * read, {@code FileSlice} is to a job what an EndpointSlice is to a Service. Group {@code
 * waybill.dev}, version {@code v1alpha1}.
 */
package dev.waybill.crds;
