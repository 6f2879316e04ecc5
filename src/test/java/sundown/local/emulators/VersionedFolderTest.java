package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Buckets keep versions, whether their folder is on disk or in memory. */
class VersionedFolderTest {
    private static final String BUCKET = "gallery";

    @Test
    void keepsVersionsOnDisk(@TempDir Path folder) throws Exception {
        keepsVersions(folder);
    }

    @Test
    void keepsVersionsInMemory() throws Exception {
        Configuration posix = Configuration.unix().toBuilder()
                .setAttributeViews("posix", "user")
                .build();
        try (FileSystem memory = Jimfs.newFileSystem(posix)) {
            keepsVersions(memory.getPath("/objects"));
        }
    }

    private static void keepsVersions(Path folder) throws Exception {
        try (S3ProxyServer server = S3ProxyServer.start(folder);
                Clients clients = clients(server.endpoint())) {
            keepsVersions(clients.s3());
        }
    }

    private static void keepsVersions(S3Client client) {
        client.createBucket(request -> request.bucket(BUCKET));
        client.putBucketVersioning(request -> request.bucket(BUCKET)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        client.putObject(request -> request.bucket(BUCKET).key("1/u/a"), RequestBody.fromString("first"));
        client.putObject(request -> request.bucket(BUCKET).key("1/u/a"), RequestBody.fromString("second"));
        client.deleteObject(request -> request.bucket(BUCKET).key("1/u/a"));

        ListObjectVersionsResponse listed = client.listObjectVersions(request -> request.bucket(BUCKET));

        assertThat(listed.deleteMarkers()).extracting(DeleteMarkerEntry::key).containsExactly("1/u/a");
        assertThat(listed.versions()).extracting(ObjectVersion::size).containsExactlyInAnyOrder(5L, 6L);
        assertThat(listed.versions().stream().map(version -> read(client, version)))
                .containsExactlyInAnyOrder("first", "second");
    }

    private static String read(S3Client client, ObjectVersion version) {
        return client.getObjectAsBytes(
                        request -> request.bucket(BUCKET).key(version.key()).versionId(version.versionId()))
                .asUtf8String();
    }

    private static Clients clients(URI s3) {
        return Clients.of(new Endpoints(s3));
    }
}
