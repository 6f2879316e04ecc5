package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.local.fault.Fault;
import sundown.local.google.Call;
import sundown.local.google.Effect;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.lambda.Invocation;
import sundown.transfer.Transfer;
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
    void givesBackAllThatFollowAFailureForTheQueueIsInOrder() throws Exception {
        UserId user = users.started("behind-the-unreadable", Photo.jpegs(1));
        Transfer before = sundown.transferOf(user).orElseThrow();

        assertThat(BatchAnswer.failures(handle("unreadable", firstMessage(user))))
                .containsExactly("message-1", "message-2");

        assertThat(sundown.transferOf(user)).contains(before);
        assertThat(google.standIn().holdings(Users.emailOf(user))).isEmpty();
    }

    /** Google asks for it by a detail of its answer, which the executable must be able to read. */
    @Test
    void waitsAsLongAsGoogleAsks() throws Exception {
        UserId user = users.started("throttled", Photo.jpegs(1));
        google.standIn().faults().add(Fault.next(Call.BATCH_CREATE, Effect.Answer.of(429, 3_600)));

        assertThat(BatchAnswer.failures(handle(firstMessage(user)))).isEmpty();

        Transfer waiting = sundown.transferOf(user).orElseThrow();
        assertThat(waiting.state())
                .isInstanceOfSatisfying(
                        TransferState.Waiting.class,
                        state -> assertThat(state.wakeAt())
                                .isAfter(sundown.clock.instant().plus(Duration.ofMinutes(50))));
    }

    private Invocation handle(String... bodies) throws InterruptedException {
        return sundown.invoke("transfer-batch", Event.of("transfer-batch").withMessages(bodies));
    }

    private String firstMessage(UserId user) {
        return sundown.queue("TRANSFER").take(user).getFirst();
    }
}
