package sundown.aws.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a body without asking first. With {@code Expect: 100-continue} the JDK's client fails when the server has just
 * closed a connection that it meant to use again; without, it opens another. All bodies are in memory and can be sent
 * again. The S3 client finds it by the name in {@code application.properties}.
 */
public final class SendAtOnce implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
}
