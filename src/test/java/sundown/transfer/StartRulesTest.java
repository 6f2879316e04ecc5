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

class StartRulesTest {
    @Test
    void theFirstTransferIsNoSwitch() {
        assertThat(StartRules.start(Optional.empty(), Given.ACCOUNT)).isEqualTo(new StartRules.Start.Fresh(0));
    }

    @Test
    void theSameAccountFindsItsTransferUnderWay() {
        assertUnderWay(Given.counting());
        assertUnderWay(Given.running());
        assertUnderWay(Given.finished(0));
        assertUnderWay(Given.finished(2));
    }

    @ParameterizedTest
    @EnumSource(value = WaitReason.class, mode = EnumSource.Mode.EXCLUDE, names = "CONSENT")
    void theSameAccountFindsItsTransferWaiting(WaitReason reason) {
        assertUnderWay(Given.waiting(reason));
    }

    @Test
    void theSameAccountGoesOnWithWhatEndedOrLacksConsent() {
        assertContinued(Given.waiting(WaitReason.CONSENT));
        assertContinued(Given.stopped());
        assertContinued(Given.gaveUp());
        assertContinued(Given.closed());
    }

    @Test
    void anAccountIsTheSameWhateverItsAddressIsNow() {
        LibraryAccount renamed = new LibraryAccount(Given.ACCOUNT.id(), "married@example.com");

        assertThat(StartRules.start(Optional.of(Given.running()), renamed))
                .isEqualTo(new StartRules.Start.UnderWay(Given.running()));
    }

    @Test
    void anotherAccountHasToWaitUntilTheTransferIsStopped() {
        Given.inEveryState().stream()
                .filter(transfer -> transfer.state().active())
                .forEach(transfer -> assertThat(StartRules.start(Optional.of(transfer), Given.OTHER_ACCOUNT))
                        .isEqualTo(new StartRules.Start.StopFirst()));
    }

    @Test
    void anotherAccountIsASwitch() {
        Given.inEveryState().stream()
                .filter(transfer -> !transfer.state().active())
                .forEach(transfer -> assertThat(StartRules.start(Optional.of(transfer), Given.OTHER_ACCOUNT))
                        .isEqualTo(new StartRules.Start.Fresh(1)));
    }

    @Test
    void theAccountIsSwitchedThreeTimesAtMost() {
        assertThat(StartRules.start(Optional.of(Given.switched(2)), Given.OTHER_ACCOUNT))
                .isEqualTo(new StartRules.Start.Fresh(3));
        assertThat(StartRules.start(Optional.of(Given.switched(3)), Given.OTHER_ACCOUNT))
                .isEqualTo(new StartRules.Start.NoSwitchLeft());
    }

    @Test
    void theSameAccountNeedsNoSwitch() {
        assertThat(StartRules.start(Optional.of(Given.switched(3)), Given.ACCOUNT))
                .isEqualTo(new StartRules.Start.Continued(Given.switched(3)));
    }

    @Test
    void waitsForTheCountFirst() {
        Transfer begun = begin();

        assertThat(begun.state()).isEqualTo(new TransferState.Counting(Given.NOW.plus(TransferRules.FIRST_LEASE)));
        assertThat(begun.room()).isEqualTo(new RoomCheck.Open());
        assertThat(begun.counts()).isEqualTo(Counts.of(Tally.NONE));
        assertThat(begun.progress().batch()).isEqualTo(1);
        assertThat(begun.switches()).isEqualTo(2);
        assertThat(begun.version()).isEqualTo(7);
    }

    private static Transfer begin() {
        return StartRules.begin(Given.USER, Given.ID, Given.ACCOUNT, new SealedSecret("sealed"), 2, 7, Given.NOW);
    }

    private static void assertUnderWay(Transfer transfer) {
        assertThat(StartRules.start(Optional.of(transfer), Given.ACCOUNT))
                .isEqualTo(new StartRules.Start.UnderWay(transfer));
    }

    private static void assertContinued(Transfer transfer) {
        assertThat(StartRules.start(Optional.of(transfer), Given.ACCOUNT))
                .isEqualTo(new StartRules.Start.Continued(transfer));
    }
}
