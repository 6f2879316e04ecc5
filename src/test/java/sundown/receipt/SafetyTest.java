package sundown.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.contract.SampleArchives;
import sundown.contract.SampleSafety;
import sundown.contract.SampleTransfers;
import sundown.gallery.Tally;
import sundown.receipt.Safety.Missing;
import sundown.receipt.Safety.Standing;
import sundown.runtime.Records;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

class SafetyTest {
    private static final UserId USER = new UserId("user");
    private static final Optional<Transfer> NO_TRANSFER = Optional.empty();
    private static final Optional<Archive> NO_ARCHIVE = Optional.empty();

    @Test
    void whoHasBegunNothingHasTakenNothing() {
        Safety unknown = Safety.of(NO_TRANSFER, NO_ARCHIVE, Optional.empty());
        assertThat(unknown)
                .isEqualTo(new Safety(Standing.NOTHING_TAKEN, Optional.empty(), Tally.NONE, 0, Missing.NOTHING_BEGUN));
        assertThat(Safety.of(NO_TRANSFER, NO_ARCHIVE, Optional.of(tally(5))).missing())
                .isEqualTo(5);
    }

    @Test
    void aPartOfATransferIsNotSafe() {
        Safety safety = of(SampleSafety.stopped(USER, 5_000, 4_812));
        assertThat(safety)
                .isEqualTo(
                        new Safety(Standing.PARTLY_SAFE, Optional.of(tally(5_000)), tally(4_812), 0, Missing.STOPPED));
        assertThat(safety.missing()).isEqualTo(188);
    }

    @Test
    void onePhotoMovedIsNotSafe() {
        assertThat(of(SampleSafety.stopped(USER, 5_000, 1)).standing()).isEqualTo(Standing.PARTLY_SAFE);
        assertThat(of(SampleSafety.stopped(USER, 5_000, 0)).standing()).isEqualTo(Standing.NOTHING_TAKEN);
    }

    @Test
    void whatIsAtGoogleAlreadyIsSafeAndWhatLeftTheGalleryIsNotMissed() {
        Safety safety = of(SampleSafety.transfer(
                        USER, new Counts(tally(10), tally(5), tally(3), Tally.NONE, Tally.NONE, tally(2), Tally.NONE))
                .withState(new TransferState.Finished(SampleTransfers.NOW)));
        assertThat(safety).isEqualTo(new Safety(Standing.MOVED, Optional.of(tally(8)), tally(8), 0, Missing.NOTHING));
    }

    @Test
    void aFinishedTransferWithFailuresIsNotSafe() {
        assertThat(of(SampleSafety.moved(USER, 10, 1)).why()).isEqualTo(Missing.NOT_TAKEN);
        assertThat(of(SampleSafety.moved(USER, 10, 1)).standing()).isEqualTo(Standing.PARTLY_SAFE);
    }

    @Test
    void privateItemsThatNobodyWasAskedAboutAreMissing() {
        Tally hidden = tally(3);
        Safety safety = of(hiding(Optional.empty(), hidden));
        assertThat(safety)
                .isEqualTo(new Safety(Standing.PARTLY_SAFE, Optional.of(tally(13)), tally(10), 0, Missing.NOT_ASKED));
        assertThat(safety.missing()).isEqualTo(3);
        assertThat(of(hiding(Optional.of(false), hidden)).standing()).isEqualTo(Standing.MOVED);
    }

    @Test
    void whatTheUserHasNotChosenIsMissing() {
        Tally rest = tally(4);
        Transfer part = SampleSafety.moved(USER, 10, 0);
        Safety safety = of(part.with(Records.with(part.terms(), "notChosen", Optional.of(rest))));
        assertThat(safety)
                .isEqualTo(new Safety(Standing.PARTLY_SAFE, Optional.of(tally(14)), tally(10), 0, Missing.NOT_CHOSEN));
        assertThat(safety.missing()).isEqualTo(4);
    }

    @Test
    void archivesOfSeveralPartsAreSafeTogether() {
        Archive last = SampleSafety.downloaded(USER, 10, 0, 0);
        Archive.Chosen chosen = last.chosen();
        Archive second = Records.with(last, "chosen", Records.with(chosen, "had", Optional.of(tally(5))));
        assertThat(of(second))
                .isEqualTo(new Safety(Standing.DOWNLOADED, Optional.of(tally(15)), tally(15), 0, Missing.NOTHING));
        Archive part = Records.with(last, "chosen", Records.with(chosen, "notChosen", Optional.of(tally(5))));
        assertThat(of(part).missing()).isEqualTo(5);
        assertThat(of(part).standing()).isEqualTo(Standing.PARTLY_SAFE);
    }

    private static Transfer hiding(Optional<Boolean> answer, Tally hidden) {
        return SampleSafety.moved(USER, 10, 0).with(SampleTransfers.terms(answer, hidden));
    }

    @Test
    void whatNoWayCanCarryIsCountedApartAndKeepsNobodyUnsafe() {
        Safety safety = of(SampleSafety.transfer(
                        USER, new Counts(tally(10), tally(8), Tally.NONE, tally(2), Tally.NONE, Tally.NONE, tally(2)))
                .withState(new TransferState.Finished(SampleTransfers.NOW)));
        assertThat(safety.standing()).isEqualTo(Standing.MOVED);
        assertThat(safety.lost()).isEqualTo(2);
    }

    /** The gallery may have grown since it was counted: only the end of the transfer tells. */
    @Test
    void aTransferThatHasNotFinishedIsNotSafeHoweverMuchItMoved() {
        Counts all = new Counts(tally(10), tally(10), Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);
        Safety safety = of(SampleSafety.transfer(USER, all));
        assertThat(safety.standing()).isEqualTo(Standing.PARTLY_SAFE);
        assertThat(safety.missing()).isEqualTo(1);
    }

    @Test
    void anArchiveIsSafeWhenEachVolumeWasConfirmed() {
        assertThat(of(SampleSafety.partlyDownloaded(USER, 10, 4)))
                .isEqualTo(
                        new Safety(Standing.PARTLY_SAFE, Optional.of(tally(10)), tally(4), 0, Missing.NOT_DOWNLOADED));
        assertThat(of(SampleSafety.downloaded(USER, 10, 0, 0)).standing()).isEqualTo(Standing.DOWNLOADED);
    }

    @Test
    void whatAnArchiveLacksForNowIsMissingAndWhatNoArchiveCanHaveIsLost() {
        Safety lacking = of(SampleSafety.downloaded(USER, 10, 3, 1));
        assertThat(lacking.standing()).isEqualTo(Standing.PARTLY_SAFE);
        assertThat(lacking.missing()).isEqualTo(2);
        assertThat(lacking.lost()).isEqualTo(1);
        assertThat(lacking.why()).isEqualTo(Missing.DOWNLOAD_ENDED);
        assertThat(of(SampleSafety.downloaded(USER, 10, 3, 3)).standing()).isEqualTo(Standing.DOWNLOADED);
    }

    @ParameterizedTest
    @CsvSource({
        "10,1,10,DOWNLOADED,10", // failures of a transfer are in the archive
        "10,0,4,MOVED,10",
        "10,0,10,BOTH,10",
        "10,6,5,PARTLY_SAFE,5", // no counter tells which items both have
        "10,4,5,PARTLY_SAFE,6"
    })
    void theFiguresAreThoseOfTheWayThatLacksLess(int items, int failed, int had, Standing standing, int safe) {
        Archive archive = had == items
                ? SampleSafety.downloaded(USER, items, 0, 0)
                : SampleSafety.partlyDownloaded(USER, items, had);
        Safety safety =
                Safety.of(Optional.of(SampleSafety.moved(USER, items, failed)), Optional.of(archive), Optional.empty());
        assertThat(safety.standing()).isEqualTo(standing);
        assertThat(safety.safe()).isEqualTo(tally(safe));
        assertThat(safety.all()).contains(tally(items));
    }

    @ParameterizedTest
    @CsvSource({
        "10,4,4,0,MOVED,10",
        "10,4,3,0,PARTLY_SAFE,9", // a volume is missing
        "10,4,3,1,MOVED,9", // what no archive can have is lost
        "10,4,0,0,PARTLY_SAFE,6"
    })
    void whatWasMovedAndAnArchiveOfWhatFailedAddUp(
            int items, int failed, int had, int lost, Standing standing, int safe) {
        Transfer transfer = SampleSafety.moved(USER, items, failed);
        Archive archive = had + lost == failed
                ? SampleSafety.downloaded(USER, failed, lost, lost)
                : SampleSafety.partlyDownloaded(USER, failed, had);
        Safety safety = of(transfer, ofFailures(transfer, archive));
        assertThat(safety.standing()).isEqualTo(standing);
        assertThat(safety.safe()).isEqualTo(tally(safe));
        assertThat(safety.all()).contains(tally(items));
        assertThat(safety.missing()).isEqualTo(items - safe - lost);
    }

    /** An item that was downloaded may be moved as well: it counts once. */
    @Test
    void aRetryAfterTheDownloadTakesNothingAwayAndAddsNothing() {
        Archive all = ofFailures(SampleSafety.moved(USER, 10, 4), SampleSafety.downloaded(USER, 4, 0, 0));
        Archive half = ofFailures(SampleSafety.moved(USER, 10, 4), SampleSafety.partlyDownloaded(USER, 4, 2));
        Transfer retried = SampleSafety.moved(USER, 10, 2);
        assertThat(of(retried, all).safe()).isEqualTo(tally(10));
        assertThat(of(retried, all).standing()).isEqualTo(Standing.MOVED);
        assertThat(of(retried, half).safe()).isEqualTo(tally(8));
        assertThat(of(retried, half).standing()).isEqualTo(Standing.PARTLY_SAFE);
    }

    @Test
    void whatFailsLaterIsMissing() {
        Archive archive = ofFailures(SampleSafety.moved(USER, 10, 4), SampleSafety.downloaded(USER, 4, 0, 0));
        Safety safety = of(SampleSafety.moved(USER, 15, 5), archive);
        assertThat(safety.standing()).isEqualTo(Standing.PARTLY_SAFE);
        assertThat(safety.safe()).isEqualTo(tally(10));
        assertThat(safety.missing()).isEqualTo(5);
    }

    /** What left the gallery between the end of the transfer and the plan of the archive is nobody's any more. */
    @Test
    void whatFailedAndLeftTheGalleryIsNotMissed() {
        Transfer transfer = SampleSafety.moved(USER, 10, 4);
        assertThat(of(transfer, ofFailures(transfer, SampleSafety.downloaded(USER, 3, 0, 0)))
                        .standing())
                .isEqualTo(Standing.MOVED);
    }

    @Test
    void failuresOfATransferThatWasReplacedCountForNothing() {
        Transfer replaced = SampleSafety.moved(USER, 10, 4);
        Archive archive = ofFailures(replaced, SampleSafety.downloaded(USER, 4, 0, 0));
        Transfer next = Records.with(SampleSafety.stopped(USER, 10, 1), "id", new TransferId("another1"));
        assertThat(of(next, archive).safe()).isEqualTo(tally(1));
        assertThat(of(archive).standing()).isEqualTo(Standing.NOTHING_TAKEN);
    }

    @Test
    void whoHasWhatFailedIsAskedForWhatElseIsMissing() {
        Transfer transfer = SampleSafety.moved(USER, 10, 4).with(SampleTransfers.terms(Optional.empty(), tally(3)));
        Safety safety = of(transfer, ofFailures(transfer, SampleSafety.downloaded(USER, 4, 0, 0)));
        assertThat(safety.missing()).isEqualTo(3);
        assertThat(safety.why()).isEqualTo(Missing.NOT_ASKED);
    }

    private static Archive ofFailures(Transfer transfer, Archive archive) {
        Archive.Failures failures = new Archive.Failures(
                transfer.id(), transfer.counts().done(), transfer.counts().failed());
        return Records.with(archive, "chosen", Records.with(archive.chosen(), "failures", Optional.of(failures)));
    }

    private static Safety of(Transfer transfer, Archive archive) {
        return Safety.of(Optional.of(transfer), Optional.of(archive), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"ROOM,NO_ROOM", "CONSENT,NO_CONSENT", "QUOTA,MOVING", "SHARE,MOVING", "BUSY,MOVING", "TROUBLE,MOVING"})
    void aWaitNamesWhatItsUserCanDo(WaitReason reason, Missing why) {
        assertThat(of(SampleTransfers.halfWay(USER).withState(new TransferState.Waiting(reason, SampleTransfers.NOW)))
                        .why())
                .isEqualTo(why);
    }

    /** Room is no answer of the user: what is not moved is missing, also when the transfer goes on without room. */
    @Test
    void goingOnWithoutRoomDeclinesNothing() {
        Safety safety = of(SampleSafety.stopped(USER, 10, 4).with(new RoomCheck.Settled()));
        assertThat(safety.missing()).isEqualTo(6);
    }

    @Test
    void anArchiveInHandComesBeforeATransferThatHasEnded() {
        Optional<Transfer> stopped = Optional.of(SampleSafety.stopped(USER, 10, 4));
        Archive ready = SampleSafety.partlyDownloaded(USER, 10, 0);
        assertThat(why(stopped, ready)).isEqualTo(Missing.NOT_DOWNLOADED);
        assertThat(why(stopped, SampleArchives.fresh(USER))).isEqualTo(Missing.PACKING);
        assertThat(why(
                        stopped,
                        ready.withState(new ArchiveState.Ended(ArchiveState.Ending.EXPIRED, SampleTransfers.NOW))))
                .isEqualTo(Missing.STOPPED);
        assertThat(why(
                        NO_TRANSFER,
                        ready.withState(new ArchiveState.Ended(ArchiveState.Ending.EXPIRED, SampleTransfers.NOW))))
                .isEqualTo(Missing.DOWNLOAD_ENDED);
        assertThat(why(Optional.of(SampleTransfers.halfWay(USER)), ready)).isEqualTo(Missing.MOVING);
    }

    private static Missing why(Optional<Transfer> transfer, Archive archive) {
        return Safety.of(transfer, Optional.of(archive), Optional.empty()).why();
    }

    private static Safety of(Transfer transfer) {
        return Safety.of(Optional.of(transfer), NO_ARCHIVE, Optional.empty());
    }

    private static Safety of(Archive archive) {
        return Safety.of(NO_TRANSFER, Optional.of(archive), Optional.empty());
    }

    private static Tally tally(long items) {
        return SampleSafety.tally(items);
    }
}
