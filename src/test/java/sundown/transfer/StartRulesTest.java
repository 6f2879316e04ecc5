package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.gallery.Tally;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

class StartRulesTest extends Given {
    @Test
    void theFirstTransferIsNoSwitch() {
        assertThat(StartRules.start(Optional.empty(), ACCOUNT)).isEqualTo(new StartRules.Start.Fresh(0));
    }

    @Test
    void theSameAccountFindsItsTransferUnderWay() {
        assertUnderWay(counting());
        assertUnderWay(running());
        assertUnderWay(finished(0));
        assertUnderWay(finished(2));
    }

    @ParameterizedTest
    @EnumSource(value = WaitReason.class, mode = EnumSource.Mode.EXCLUDE, names = "CONSENT")
    void theSameAccountFindsItsTransferWaiting(WaitReason reason) {
        assertUnderWay(waiting(reason));
    }

    @Test
    void theSameAccountGoesOnWithWhatEndedOrLacksConsent() {
        assertContinued(waiting(WaitReason.CONSENT));
        assertContinued(stopped());
        assertContinued(gaveUp());
        assertContinued(closed());
    }

    @Test
    void anAccountIsTheSameWhateverItsAddressIsNow() {
        LibraryAccount renamed = new LibraryAccount(ACCOUNT.id(), "married@example.com");

        assertThat(StartRules.start(Optional.of(running()), renamed))
                .isEqualTo(new StartRules.Start.UnderWay(running()));
    }

    @Test
    void anotherAccountHasToWaitUntilTheTransferIsStopped() {
        inEveryState().stream()
                .filter(transfer -> transfer.state().active())
                .forEach(transfer -> assertThat(StartRules.start(Optional.of(transfer), OTHER_ACCOUNT))
                        .isEqualTo(new StartRules.Start.StopFirst()));
    }

    @Test
    void anotherAccountIsASwitch() {
        inEveryState().stream()
                .filter(transfer -> !transfer.state().active())
                .forEach(transfer -> assertThat(StartRules.start(Optional.of(transfer), OTHER_ACCOUNT))
                        .isEqualTo(new StartRules.Start.Fresh(1)));
    }

    @Test
    void theAccountIsSwitchedThreeTimesAtMost() {
        assertThat(StartRules.start(Optional.of(switched(2)), OTHER_ACCOUNT)).isEqualTo(new StartRules.Start.Fresh(3));
        assertThat(StartRules.start(Optional.of(switched(3)), OTHER_ACCOUNT))
                .isEqualTo(new StartRules.Start.NoSwitchLeft());
    }

    @Test
    void theSameAccountNeedsNoSwitch() {
        assertThat(StartRules.start(Optional.of(switched(3)), ACCOUNT))
                .isEqualTo(new StartRules.Start.Continued(switched(3)));
    }

    @Test
    void waitsForTheCountFirst() {
        Transfer begun = begin();

        assertThat(begun.state()).isEqualTo(new TransferState.Counting(NOW.plus(TransferRules.FIRST_LEASE)));
        assertThat(begun.room()).isEqualTo(new RoomCheck.Open());
        assertThat(begun.counts()).isEqualTo(Counts.of(Tally.NONE));
        assertThat(begun.progress().batch()).isEqualTo(1);
        assertThat(begun.switches()).isEqualTo(2);
        assertThat(begun.version()).isEqualTo(7);
    }

    private static Transfer begin() {
        return StartRules.begin(USER, ID, ACCOUNT, new SealedSecret("sealed"), 2, 7, NOW);
    }

    private static void assertUnderWay(Transfer transfer) {
        assertThat(StartRules.start(Optional.of(transfer), ACCOUNT)).isEqualTo(new StartRules.Start.UnderWay(transfer));
    }

    private static void assertContinued(Transfer transfer) {
        assertThat(StartRules.start(Optional.of(transfer), ACCOUNT))
                .isEqualTo(new StartRules.Start.Continued(transfer));
    }
}
