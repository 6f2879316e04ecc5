package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.archive.VolumeStorage;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ArchiveFilesContract;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

@OnAnyCloud
class S3ArchiveFilesTest extends ArchiveFilesContract {
    private final ArchiveFiles files;
    private final VolumeStorage storage;

    S3ArchiveFilesTest(AwsStack stack) {
        String bucket = stack.name("ARCHIVE_BUCKET");
        files = new S3ArchiveFiles(stack.s3(), bucket);
        storage = new S3VolumeStorage(stack.s3(), stack.clients().presigner(), bucket);
    }

    @Override
    protected ArchiveFiles files() {
        return files;
    }

    @Override
    protected VolumeStorage storage() {
        return storage;
    }

    @Test
    void namesNoArchiveForWhatOthersPutAmongThem() {
        files.write(new ObjectKey("1/someone/notes.txt"), new byte[1]);
        files.write(new ObjectKey("1/someone/notes/a.txt"), new byte[1]);
        files.write(new ObjectKey("1/someone/0123456789abcdef01234567/a"), new byte[1]);
        assertThat(files.archives(new GroupId("1"), new UserId("someone")))
                .containsExactly(new ArchiveId("0123456789abcdef01234567"));
    }
}
