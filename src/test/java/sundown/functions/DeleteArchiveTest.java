package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;

@FunctionTest
class DeleteArchiveTest {
    @Inject
    Installation sundown;

    @Inject
    Archives archives;

    @Inject
    Enrolment enrolment;

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

    @Test
    void refusesASecondDeletion() throws Exception {
        UserId user = archives.requested("deletes-twice", Photo.jpegs(1));
        archives.delete(user).isJson(200);

        archives.delete(user).isProblem(410, "archive-deleted");
    }

    @Test
    void makesWayForANewArchive() throws Exception {
        UserId user = archives.ready("deletes-and-asks", Photo.jpegs(1));
        Download first = archives.download(user);
        String firstId = archives.delete(user).isJson(200).json().path("id").asText();

        JsonNode second = archives.request(user).isJson(201).json();
        archives.buildAll(user);

        assertThat(second.path("id").asText()).isNotEqualTo(firstId);
        assertThat(archives.download(user).password().reveal())
                .isNotEqualTo(first.password().reveal());
    }

    @Test
    void stopsWhatIsBeingBuilt() throws Exception {
        UserId user = archives.requested("deletes-early", Photo.jpegs(1));
        archives.delete(user).isJson(200);
        Archive deleted = archives.of(user);

        archives.buildAll(user);

        assertThat(archives.of(user)).isEqualTo(deleted);
        assertThat(sundown.queue("ARCHIVE").take(user)).isEmpty();
    }

    @Test
    void refusesAnArchiveThatIsNoMoreOrAnothers() throws Exception {
        UserId owner = archives.ready("deletes-as-owner", Photo.jpegs(1));
        UserId expired = archives.ready("deletes-expired", Photo.jpegs(1));
        UserId closed = archives.ready("deletes-closed", Photo.jpegs(1));
        UserId other = enrolment.user("deletes-nothing", TestTimeline.OPEN, Photo.jpegs(1));
        Archive before = archives.of(owner);
        archives.age(expired, ArchiveRules.LIFE);
        archives.move(closed, TestTimeline.CLOSED);

        archives.delete(expired).isProblem(410, "archive-expired");
        archives.delete(closed).isProblem(409, "exports-closed");
        archives.delete(other).isProblem(404, "no-archive");

        assertThat(archives.of(owner)).isEqualTo(before);
    }
}
