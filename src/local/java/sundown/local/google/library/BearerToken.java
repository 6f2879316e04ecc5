package sundown.local.google.library;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;

/** Reads the access token of a gRPC call from its metadata. */
public final class BearerToken implements ServerInterceptor {
    private static final Context.Key<String> TOKEN = Context.key("access token");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    static Optional<String> current() {
        return Optional.ofNullable(TOKEN.get());
    }

    @Override
    public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String header = headers.get(AUTHORIZATION);
        return header == null || !header.startsWith(BEARER)
                ? next.startCall(call, headers)
                : Contexts.interceptCall(
                        Context.current().withValue(TOKEN, header.substring(BEARER.length())), call, headers, next);
    }
}
