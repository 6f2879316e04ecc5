package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

@FunctionTest
class SweepTest {
    @Inject
    Installation sundown;

    @Inject
    Users users;

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "sweep-by-rule"})
    void wakesATransferWhenItsTimeHasCome(String event) throws Exception {
        UserId user = parked("due-for-" + event, Instant.parse("2026-01-01T00:00:00Z"));

        sundown.sweep(Event.of(event));

        Transfer woken = sundown.transferOf(user).orElseThrow();
        assertThat(woken.state()).isInstanceOf(TransferState.Running.class);
        assertThat(sundown.queue("TRANSFER").take(user))
                .hasSize(1)
                .allSatisfy(message -> assertThat(TransferMessage.read(message))
                        .returns(woken.id(), TransferMessage::transfer)
                        .returns(1, TransferMessage::batch)
                        .returns(
                                "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
                                read -> read.correlation().id()));
    }

    private UserId parked(String name, Instant wakeAt) throws InterruptedException {
        UserId user = users.started(name, Photo.jpegs(1));
        Transfer running = sundown.transferOf(user).orElseThrow();
        sundown.transfers().save(running.withState(new TransferState.Waiting(WaitReason.QUOTA, wakeAt)));
        sundown.queue("TRANSFER").take(user);
        return user;
    }
}
