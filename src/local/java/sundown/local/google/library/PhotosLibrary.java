package sundown.local.google.library;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Credentials;
import sundown.local.google.gate.Gate;
import sundown.local.google.gate.Meter;
import sundown.local.google.oauth.Scopes;
import sundown.local.google.uploads.Uploads;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.google.wire.OpaqueIds;
import sundown.local.http.Unanswered;

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

    /** The service that answers. */
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
}
