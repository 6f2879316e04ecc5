package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.archive.ArchiveRules;

@FunctionTest
class GetArchiveTest {
    @Inject
    Installation sundown;

    @Inject
    Archives archives;

    @TempDir
    private Path folder;

    @Test
    void tellsWhatAReadyArchiveIsDownloadedAndOpenedWith() throws Exception {
        UserId user = archives.ready("gets-ready", Photo.jpegs(2));

        JsonNode archive = archives.get(user).isJson(200).isForNobodyElse().json();

        assertThat(archive.path("state").asText()).isEqualTo("ready");
        assertThat(Instant.parse(archive.path("endsAt").asText()))
                .isEqualTo(archives.of(user).createdAt().plus(ArchiveRules.LIFE));
        JsonNode volume = archive.at("/download/volumes/0");
        Path file = folder.resolve(volume.path("name").asText());
        HttpResponse<Path> response = Download.follow(new Download(archive.path("download")).link(1), file);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"photos-1-of-1.zip\"");
        assertThat(Files.size(file)).isEqualTo(volume.path("bytes").longValue());
        assertThat(file).hasDigest("SHA-256", volume.path("sha256").asText());
        assertThat(archive.at("/download/programs/0/names").toString()).contains("7-Zip");
        LogAudit.require(sundown.log.lines(), archive.at("/download/password").asText());
    }

    @Test
    void makesLinksToOneVolumeForTenMinutes() throws Exception {
        UserId owner = archives.ready("gets-their-own", Photo.jpegs(1));
        UserId other = archives.ready("gets-another", Photo.jpegs(1));
        Download download = archives.download(owner);
        URI link = download.link(1);
        URI longer = URI.create(link.toString().replace("X-Amz-Expires=600", "X-Amz-Expires=6000"));
        URI elsewhere = URI.create(link.toString().replace(pathOf(owner), pathOf(other)));

        assertThat(link.getQuery()).contains("X-Amz-Expires=600");
        assertThat(longer).isNotEqualTo(link);
        assertThat(elsewhere).isNotEqualTo(link);
        assertThat(List.of(longer, elsewhere))
                .allSatisfy(forged ->
                        assertThat(statusOf(forged, folder.resolve("forged"))).isEqualTo(403));
    }

    private String pathOf(UserId user) {
        return user + "/" + archives.of(user).id();
    }

    private static int statusOf(URI link, Path file) {
        return Download.follow(link, file).statusCode();
    }
}
