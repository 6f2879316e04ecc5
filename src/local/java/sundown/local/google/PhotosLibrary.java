package sundown.local.google;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Credentials;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.http.Endpoint.Unanswered;

/** The method of the Library API that makes media items of uploads, over gRPC. */
public final class PhotosLibrary {
    private final Libraries libraries;
    private final BatchCreation creation;
    private final Gate gate;
    private final Meter meter;

    public PhotosLibrary(Libraries libraries, Uploads uploads, Gate gate, Meter meter, OpaqueIds ids, Clock clock) {
        this.libraries = libraries;
        this.creation = new BatchCreation(uploads, gate::strikeElement, ids, clock);
        this.gate = gate;
        this.meter = meter;
    }

    public ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(PhotosLibraryGrpc.SERVICE_NAME)
                .addMethod(PhotosLibraryGrpc.getBatchCreateMediaItemsMethod(), ServerCalls.asyncUnaryCall(this::answer))
                .build();
    }

    private void answer(BatchCreateMediaItemsRequest request, StreamObserver<BatchCreateMediaItemsResponse> observer) {
        try {
            observer.onNext(create(request));
            observer.onCompleted();
        } catch (Unanswered unanswered) {
            if (!unanswered.isSilent()) {
                observer.onError(Status.UNAVAILABLE
                        .withDescription("Connection reset by peer")
                        .withCause(unanswered)
                        .asRuntimeException());
            }
        } catch (GoogleProblem problem) {
            observer.onError(LibraryProto.status(problem));
        } catch (IOException failure) {
            observer.onError(Status.INTERNAL.withCause(failure).asRuntimeException());
        }
    }

    private BatchCreateMediaItemsResponse create(BatchCreateMediaItemsRequest request) throws IOException {
        Credentials credentials = new Credentials(BearerToken.current(), Set.of(Scopes.PHOTOS_APPEND));
        return gate.pass(Call.BATCH_CREATE, credentials, passage -> {
            meter.batch(request.getNewMediaItemsCount());
            return BatchCreateMediaItemsResponse.newBuilder()
                    .addAllNewMediaItemResults(creation.create(
                            libraries.of(passage.grant().account()), passage.grant(), request.getNewMediaItemsList()))
                    .build();
        });
    }

    /** Reads the access token of a gRPC call from its metadata. */
    public static final class BearerToken implements ServerInterceptor {
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
}
