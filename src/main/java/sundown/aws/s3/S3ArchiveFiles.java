package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.account.UserId;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.archive.ArchiveKeys;
import sundown.aws.AwsFailures;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Small objects in the archive bucket, and the removal of archives. */
@Singleton
public final class S3ArchiveFiles implements ArchiveFiles {
    private static final Pattern BELOW_USER = Pattern.compile("(?<archive>[0-9a-f]{24})/.*");
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final String bucket;
    private final S3Listing listing;
    private final S3Removal removal;

    public S3ArchiveFiles(S3Client client, @ConfigProperty(name = "ARCHIVE_BUCKET") String bucket) {
        this.client = client;
        this.bucket = bucket;
        this.listing = new S3Listing(client, bucket);
        this.removal = new S3Removal(client, bucket);
    }

    @Override
    public void write(ObjectKey key, byte[] bytes) {
        AwsFailures.sorting(() -> client.putObject(
                request -> request.bucket(bucket).key(key.value()), S3Calls.body(bytes, bytes.length)));
    }

    @Override
    public Optional<InputStream> read(ObjectKey key, long offset) {
        return S3Calls.found(
                () -> client.getObject(
                        request -> request.bucket(bucket).key(key.value()).range("bytes=" + offset + "-")),
                S3ArchiveFiles::nothingOrThrow);
    }

    @Override
    public Set<ArchiveId> archives(GroupId group, UserId user) {
        String prefix = ArchiveKeys.LAYOUT.prefix(group, user);
        return Stream.concat(
                        listing.objects(prefix).map(S3Object::key),
                        listing.uploads(prefix).map(MultipartUpload::key))
                .flatMap(key -> archive(key.substring(prefix.length())).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void remove(GroupId group, UserId user, ArchiveId archive) {
        removal.remove(ArchiveKeys.prefix(group, user, archive));
    }

    /** The archive of an object. An object that Sundown did not write belongs to none. */
    private static Optional<ArchiveId> archive(String belowUser) {
        Matcher matcher = BELOW_USER.matcher(belowUser);
        return matcher.matches() ? Optional.of(new ArchiveId(matcher.group("archive"))) : Optional.empty();
    }

    /** The object ends before the offset. */
    private static InputStream nothingOrThrow(S3Exception answer) {
        if (answer.statusCode() == RANGE_NOT_SATISFIABLE) {
            return InputStream.nullInputStream();
        }
        throw AwsFailures.sorted(answer);
    }
}
