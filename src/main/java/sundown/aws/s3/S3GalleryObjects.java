package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import sundown.aws.AwsFailures;
import sundown.aws.s3.GalleryRoles.Place;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectKey;

/**
 * The objects of the gallery in S3. A read names the version with {@code If-Match}, which S3 checks before the range.
 *
 * @param roles for the others
 */
@Singleton
public record S3GalleryObjects(
        S3Client client,
        @ConfigProperty(name = "GALLERY_BUCKET") String bucket,
        GalleryRoles roles) implements GalleryObjects, GalleryBytes {
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private Place place(String key) {
        return roles.place(bucket, key, GalleryRoles.Right.READ);
    }

    @Override
    public Stream<StoredObject> list(String prefix, String first) {
        Place place = place(prefix);
        String key = place(first).key();
        return new S3Listing(client, place.bucket(), place.caller())
                .objects(place.key(), key.substring(0, key.length() - 1))
                .dropWhile(object -> ObjectKey.ORDER.compare(object.key(), key) < 0)
                .map(object -> stored(place.of(object.key()), object.eTag(), object.size(), object.lastModified()));
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        Place place = place(key.value());
        return S3Calls.found(() -> client.headObject(request ->
                        request.bucket(place.bucket()).key(place.key()).overrideConfiguration(place.caller())))
                .map(head -> stored(key, head.eTag(), head.contentLength(), head.lastModified()));
    }

    @Override
    public Section open(ObjectVersion object) {
        return open(object, Optional.empty());
    }

    @Override
    public Section open(ObjectVersion object, long offset, long length) {
        if (length <= 0) {
            throw new IllegalArgumentException("a section has at least one byte");
        }
        return open(object, Optional.of("bytes=" + offset + "-" + (offset + length - 1)));
    }

    private Section open(ObjectVersion object, Optional<String> range) {
        return S3Calls.found(() -> found(object, range), S3GalleryObjects::changedOrGone)
                .orElseGet(Section.Gone::new);
    }

    private Section found(ObjectVersion object, Optional<String> range) {
        Place place = place(object.key().value());
        ResponseInputStream<GetObjectResponse> stream = client.getObject(request -> request.bucket(place.bucket())
                .key(place.key())
                .overrideConfiguration(place.caller())
                .ifMatch(object.etag().value())
                .range(range.orElse(null)));
        return new Section.Found(stream, stream.response().contentLength());
    }

    private static Section changedOrGone(S3Exception answer) {
        return switch (answer.statusCode()) {
            case PRECONDITION_FAILED -> new Section.Changed();
            case RANGE_NOT_SATISFIABLE -> new Section.Gone();
            default -> throw AwsFailures.sorted(answer);
        };
    }

    @Override
    public Opened open(ObjectKey key, long offset, long length) {
        return S3Calls.found(() -> opened(key, offset, length), S3GalleryObjects::goneOrThrow)
                .orElseGet(Opened.Gone::new);
    }

    private Opened opened(ObjectKey key, long offset, long length) {
        String last = length > Long.MAX_VALUE - offset ? "" : Long.toString(offset + length - 1);
        Place place = place(key.value());
        ResponseInputStream<GetObjectResponse> stream = client.getObject(request -> request.bucket(place.bucket())
                .key(place.key())
                .overrideConfiguration(place.caller())
                .range("bytes=" + offset + "-" + last));
        return new Opened.Found(stream, stream.response().contentLength());
    }

    private static Opened goneOrThrow(S3Exception answer) {
        if (answer.statusCode() == RANGE_NOT_SATISFIABLE) {
            return new Opened.Gone();
        }
        throw AwsFailures.sorted(answer);
    }

    private static StoredObject stored(ObjectKey key, String tag, long bytes, Instant modified) {
        return new StoredObject(new ObjectVersion(key, new ETag(tag)), bytes, modified);
    }
}
