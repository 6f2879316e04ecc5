package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.aws.AwsStack;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;

/** How many requests a volume takes. */
@Isolated("counts every request to the emulators")
@ExtendWith(EmulatorsExtension.class)
class S3VolumeCostTest {
    private static final ObjectKey VOLUME = new ObjectKey("1/someone/a/1.zip");

    private final Emulators emulators;
    private final VolumeStorage storage;

    S3VolumeCostTest(Emulators emulators) {
        this.emulators = emulators;
        AwsStack stack = AwsStack.provision(emulators);
        storage = new S3VolumeStorage(stack.clients().s3(), stack.clients().presigner(), stack.name("ARCHIVE_BUCKET"));
    }

    @Test
    void signsALinkForItsLifeWithoutAskingAnybody() {
        Usage before = emulators.usage();
        URI link = storage.link(VOLUME, "photos.zip", Duration.ofMinutes(10));
        assertThat(link.getQuery()).contains("X-Amz-Expires=600", "X-Amz-Signature=");
        assertThat(emulators.usage().since(before).s3Requests()).isEmpty();
    }

    @Test
    void buildsAVolumeWithOneRequestAPartAndTwoMore() {
        Usage before = emulators.usage();
        UploadId upload = storage.begin(VOLUME);
        UploadedPart part = storage.upload(VOLUME, upload, 1, new byte[10], 10).orElseThrow();
        assertThat(storage.complete(VOLUME, upload, List.of(part))).isTrue();
        assertThat(emulators.usage().since(before).s3Requests())
                .isEqualTo(Map.of("CreateMultipartUpload", 1L, "UploadPart", 1L, "CompleteMultipartUpload", 1L));
    }
}
