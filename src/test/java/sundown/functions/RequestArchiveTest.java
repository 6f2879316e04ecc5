package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
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
}
