package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.gallery.Tally;
import sundown.local.google.Holding;
import sundown.local.lambda.Invocation;
import sundown.transfer.Transfer;
import sundown.transfer.TransferId;
import sundown.transfer.TransferMessage;
import sundown.transfer.TransferState;

@FunctionTest
class TransferBatchTest {
    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

    @Inject
    Users users;

    @Test
    void movesBatchAfterBatch() throws Exception {
        List<Photo> gallery = Photo.jpegs(60);
        UserId user = users.started("moves", gallery);

        assertThat(BatchAnswer.failures(handle(firstMessage(user)))).isEmpty();

        Transfer moved = sundown.transferOf(user).orElseThrow();
        assertThat(moved.counts().done()).isEqualTo(new Tally(60, 12_000));
        assertThat(moved.progress().batch()).isEqualTo(3);
        assertThat(moved.state()).isInstanceOf(TransferState.Finished.class);
        assertThat(sundown.queue("TRANSFER").take(user)).isEmpty();
        assertThat(google.standIn().holdings(Users.emailOf(user)))
                .extracting(Holding::sha256)
                .containsExactlyInAnyOrderElementsOf(
                        gallery.stream().map(photo -> photo.digest("SHA-256")).toList());
    }

    @Test
    void countsAMessageThatComesTwiceOnce() throws Exception {
        UserId user = users.started("comes-twice", Photo.jpegs(3));
        String message = firstMessage(user);

        assertThat(BatchAnswer.failures(handle(message, message))).isEmpty();

        assertThat(sundown.transferOf(user).orElseThrow().counts().done()).isEqualTo(new Tally(3, 600));
        assertThat(google.standIn().holdings(Users.emailOf(user))).hasSize(3);
    }

    @Test
    void failsTheItemsWhoseRowsAndBytesDoNotAgree() throws Exception {
        UserId user = users.enrolled("disagrees", Photo.jpegs(1));
        Enrolment enrolment = new Enrolment(sundown);
        enrolment.addWithoutBytes(user, Photo.jpeg(2));
        enrolment.addWithWrongLength(user, Photo.jpeg(3), 201);
        enrolment.addWithWrongLength(user, Photo.jpeg(4), 199);
        users.start(user);

        assertThat(BatchAnswer.failures(handle(firstMessage(user)))).isEmpty();

        Transfer transfer = sundown.transferOf(user).orElseThrow();
        assertThat(transfer.state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer.counts().done().items()).isEqualTo(1);
        assertThat(sundown.transfers().failures(transfer, Optional.empty(), 10))
                .extracting(failed -> failed.reason().name())
                .containsExactly("MISSING", "SHORTER", "LONGER");
    }

    @Test
    void dropsAMessageOfATransferThatIsNotThere() throws Exception {
        UserId stranger = new UserId("has-no-transfer");
        UserId user = users.started("has-another-transfer", Photo.jpegs(1));
        Transfer before = sundown.transferOf(user).orElseThrow();

        assertThat(BatchAnswer.failures(
                        handle(message(stranger, "0123456789abcdef"), message(user, "0123456789abcdef"))))
                .isEmpty();

        assertThat(sundown.rowsOf(stranger)).isEmpty();
        assertThat(sundown.transferOf(user)).contains(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{}",
                "{\"userId\":\"u\",\"transferId\":\"0123456789abcdef\"}",
                "{\"userId\":\"u\",\"transferId\":\"0123456789abcdef\",\"batch\":0}",
                "{\"userId\":\"u\",\"transferId\":\"0123456789abcdef\",\"batch\":\"1\"}",
                "{\"userId\":\"../u\",\"transferId\":\"0123456789abcdef\",\"batch\":1}",
                "{\"userId\":\"u\",\"transferId\":\"?\",\"batch\":1}",
                "{\"userId\":7,\"transferId\":\"0123456789abcdef\",\"batch\":1}"
            })
    void givesBackAMessageThatCannotBeRead(String body) throws Exception {
        assertThat(BatchAnswer.failures(handle(body))).containsExactly("message-1");
    }

    @Test
    void givesBackExactlyTheMessageThatFailed() throws Exception {
        UserId user = users.started("before-the-unreadable", Photo.jpegs(1));

        assertThat(BatchAnswer.failures(handle(firstMessage(user), "unreadable")))
                .containsExactly("message-2");

        assertThat(sundown.transferOf(user).orElseThrow().counts().done().items())
                .isEqualTo(1);
    }

    @Test
    void givesBackAllThatFollowAFailureForTheQueueIsInOrder() throws Exception {
        UserId user = users.started("behind-the-unreadable", Photo.jpegs(1));
        Transfer before = sundown.transferOf(user).orElseThrow();

        assertThat(BatchAnswer.failures(handle("unreadable", firstMessage(user))))
                .containsExactly("message-1", "message-2");

        assertThat(sundown.transferOf(user)).contains(before);
        assertThat(google.standIn().holdings(Users.emailOf(user))).isEmpty();
    }

    @Test
    void doesNothingForAnEventWithoutMessages() throws Exception {
        assertThat(BatchAnswer.failures(handle())).isEmpty();
        assertThat(BatchAnswer.failures(sundown.invoke(
                        "transfer-batch", Event.of("transfer-batch").without("/Records"))))
                .isEmpty();
    }

    @Test
    void failsOnAnEventOfAnotherShapeAndServesTheNext() throws Exception {
        Event misshapen = Event.of("transfer-batch").with("/Records", "none");

        assertThat(sundown.invoke("transfer-batch", misshapen)).isInstanceOf(Invocation.Failed.class);
        assertThat(BatchAnswer.failures(handle())).isEmpty();
    }

    private Invocation handle(String... bodies) throws InterruptedException {
        return sundown.invoke("transfer-batch", Event.of("transfer-batch").withMessages(bodies));
    }

    private String firstMessage(UserId user) {
        return sundown.queue("TRANSFER").take(user).getFirst();
    }

    private static String message(UserId user, String transferId) {
        return new TransferMessage(user, new TransferId(transferId), 1, new Correlation("correlation")).write();
    }
}
