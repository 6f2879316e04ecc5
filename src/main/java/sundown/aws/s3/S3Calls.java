package sundown.aws.s3;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import sundown.aws.AwsFailures;
import sundown.aws.s3.GalleryRoles.Place;

/** Calls for objects and uploads that may not exist, and the bodies of calls. */
final class S3Calls {
    private static final String BYTES = "application/octet-stream";

    private S3Calls() {}

    /**
     * Makes a call, and gives nothing when there is no such object or upload. S3 distinguishes a missing object from a
     * forbidden one only for callers with {@code s3:ListBucket}.
     */
    static <T> Optional<T> found(Supplier<T> call) {
        return found(call, answer -> {
            throw AwsFailures.sorted(answer);
        });
    }

    /**
     * Makes a call in the same way.
     *
     * @param otherwise what another error of S3 means
     */
    static <T> Optional<T> found(Supplier<T> call, Function<S3Exception, T> otherwise) {
        try {
            return Optional.of(call.get());
        } catch (NoSuchKeyException | NoSuchUploadException missing) {
            return Optional.empty();
        } catch (S3Exception answer) {
            return Optional.of(otherwise.apply(answer));
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    /**
     * A request body: the first bytes of an array, read while they are sent. The SDK's own body would copy the array
     * first.
     */
    static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, BYTES);
    }

    /** How many bytes an object has. */
    static OptionalLong size(S3Client client, String bucket, String key) {
        return found(() -> client.headObject(request -> request.bucket(bucket).key(key))
                        .contentLength())
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Ends an unfinished upload, if there is one. */
    static void abort(S3Client client, Place place, String upload) {
        found(() -> client.abortMultipartUpload(request -> request.bucket(place.bucket())
                .key(place.key())
                .uploadId(upload)
                .overrideConfiguration(place.caller())));
    }

    /** Time-outs for calls with a large body or much work. */
    static final class S3Patience {
        /**
         * A chunk of a manifest has 15 MB for 50,000 users, and 1,000 deletions take S3 some time. A call ends before
         * the time-out of its function (50 seconds for the sweep), and within the minute in which a stop of all purges
         * takes effect.
         */
        static final AwsRequestOverrideConfiguration LARGE = large(GalleryRoles.Place.ITSELF);

        private S3Patience() {}

        /** Time-outs like {@link #LARGE}, for a caller. */
        static AwsRequestOverrideConfiguration large(AwsRequestOverrideConfiguration caller) {
            return caller.toBuilder()
                    .apiCallAttemptTimeout(Duration.ofSeconds(20))
                    .apiCallTimeout(Duration.ofSeconds(40))
                    .build();
        }
    }
}
