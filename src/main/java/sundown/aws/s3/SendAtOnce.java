package sundown.aws.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a body without {@code Expect: 100-continue}. With that header, the JDK's client fails when the server has just
 * closed a connection that the client reuses; without it, the client opens another. All bodies are in memory and can be
 * sent again. {@code application.properties} names this class.
 */
public final class SendAtOnce implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
}
