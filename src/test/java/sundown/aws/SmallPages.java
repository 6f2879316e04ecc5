package sundown.aws;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;

/** Lists two entries a page, so that pages also end between two versions, or two uploads, of one key. */
final class SmallPages implements ExecutionInterceptor {
    private static final int PAGE = 2;

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case ListObjectsV2Request objects ->
                objects.toBuilder().maxKeys(PAGE).build();
            case ListObjectVersionsRequest versions ->
                versions.toBuilder().maxKeys(PAGE).build();
            case ListMultipartUploadsRequest uploads ->
                uploads.toBuilder().maxUploads(PAGE).build();
            case ListPartsRequest parts -> parts.toBuilder().maxParts(PAGE).build();
            default -> context.request();
        };
    }
}
