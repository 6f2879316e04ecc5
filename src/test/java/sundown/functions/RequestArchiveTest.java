package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveState;

@FunctionTest
class RequestArchiveTest {
    @Inject
    Installation sundown;

    @Inject
    Enrolment enrolment;

    @Inject
    Archives archives;

    @Test
    void asksForThePlanAndAnswersAtOnce() throws Exception {
        UserId user = enrolment.user("asks", TestTimeline.OPEN, Photo.jpegs(3));

        HttpAnswer answer = archives.request(user).isJson(201).isForNobodyElse();

        assertThat(answer.json().path("state").asText()).isEqualTo("planning");
        assertThat(answer.json().path("progress").has("items")).isFalse();
        assertThat(answer.json().path("progress").has("volumes")).isFalse();
        assertThat(answer.json().has("download")).isFalse();
        Archive archive = archives.of(user);
        assertThat(archive.id().value()).isEqualTo(answer.json().path("id").asText());
        assertThat(archive.state()).isInstanceOf(ArchiveState.Planning.class);
        assertThat(sundown.queue("ARCHIVE").take(user))
                .singleElement()
                .satisfies(message -> assertThat(ArchiveMessage.read(message))
                        .returns(archive.id(), ArchiveMessage::archive)
                        .returns(ArchiveMessage.PLAN, ArchiveMessage::volume)
                        .returns("JKJaXmPLvHcESHA=", read -> read.correlation().id()));
    }

    @Test
    void answersASecondRequestWithTheArchiveThatIsBeingBuilt() throws Exception {
        UserId user = enrolment.user("asks-twice", TestTimeline.OPEN, Photo.jpegs(1));
        JsonNode first = archives.request(user).isJson(201).json();

        JsonNode second = archives.request(user).isJson(200).json();

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(sundown.queue("ARCHIVE").take(user)).hasSize(1);
    }

    @Test
    void answersARequestWithTheArchiveThatIsReadyAndNothingThatOpensIt() throws Exception {
        UserId user = archives.ready("asks-when-ready", Photo.jpegs(1));

        HttpAnswer answer = archives.request(user).isJson(200);

        assertThat(answer.json().path("state").asText()).isEqualTo("ready");
        assertThat(answer.json().has("download")).isFalse();
        assertThat(sundown.queue("ARCHIVE").take(user)).isEmpty();
    }

    @Test
    void keepsThePasswordSealedAndOutOfMessages() throws Exception {
        UserId user = archives.requested("sealed-password", Photo.jpegs(1));
        List<String> messages = sundown.queue("ARCHIVE").take(user);
        sundown.invoke("build-archive", Event.of("build-archive").withMessages(messages.getFirst()));

        String password = archives.download(user).password().reveal();

        assertThat(password).matches("([2-9a-z]{4}-){6}[2-9a-z]{4}");
        assertThat(sundown.rowsOf(user, "ARCHIVES_TABLE").toString()).doesNotContain(password);
        assertThat(messages).allSatisfy(message -> assertThat(message).doesNotContain(password));
        LogAudit.require(sundown.log().lines(), password);
    }

    @Test
    void refusesAStrangerAndARegionWhereNothingIsOpen() throws Exception {
        UserId late = enrolment.user("asks-too-late", TestTimeline.CLOSED, Photo.jpegs(1));
        UserId early = enrolment.user("asks-too-early", TestTimeline.NOT_OPEN, Photo.jpegs(1));
        UserId exempt = enrolment.user("asks-exempt", TestTimeline.EXEMPT, Photo.jpegs(1));
        UserId stranger = new UserId("asks-as-a-stranger");

        archives.request(late).isProblem(409, "exports-closed");
        archives.request(early).isProblem(409, "exports-not-open");
        archives.request(exempt).isProblem(409, "nothing-ends");
        archives.request(stranger).isProblem(404, "no-account");

        List.of(late, early, exempt, stranger).forEach(this::requireNothingHappenedTo);
    }

    @Test
    void refusesAnEmptyGallery() throws Exception {
        UserId user = enrolment.user("asks-with-nothing", TestTimeline.OPEN, List.of());

        archives.request(user).isProblem(422, "empty-gallery");

        requireNothingHappenedTo(user);
    }

    private void requireNothingHappenedTo(UserId user) {
        assertThat(sundown.rowsOf(user, "ARCHIVES_TABLE")).isEmpty();
        assertThat(sundown.queue("ARCHIVE").take(user)).isEmpty();
    }
}
