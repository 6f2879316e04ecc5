package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;

@FunctionTest
class DeleteArchiveTest {
    @Inject
    Archives archives;

    @Test
    void endsTheArchiveAndForgetsItsPassword() throws Exception {
        UserId user = archives.ready("deletes", Photo.jpegs(1));

        JsonNode answer = archives.delete(user).isJson(200).isForNobodyElse().json();

        assertThat(answer.path("state").asText()).isEqualTo("deleted");
        Archive archive = archives.of(user);
        assertThat(archive.state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        ended -> assertThat(ended.why()).isEqualTo(Ending.DELETED));
        assertThat(archive.password()).isEmpty();
        assertThat(archive.cleanAt()).isPresent();
    }
}
