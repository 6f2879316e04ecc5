package sundown.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.contract.SampleSafety;
import sundown.contract.SampleTransfers;
import sundown.edge.Json;
import sundown.job.TestChunks;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.PostOffice.Posted;
import sundown.mail.PostOffice.Tags;
import sundown.mail.SecondChannel.Answer;
import sundown.runtime.Calls;
import sundown.runtime.Death;

class SendMailFunctionTest {
    private static final int FEW = 4;

    private final Functions functions = new Functions();

    @Test
    void mailsAnEventOfAUserOnce() {
        UserId user = functions.user("u-1");
        assertThat(refund(user, "SUCCEEDED")).isEmpty();
        assertThat(refund(user, "SUCCEEDED")).isEmpty();

        assertThat(functions.post.taken()).singleElement().satisfies(post -> {
            assertThat(post.to().reveal()).isEqualTo("u-1@example.com");
            assertThat(post.letter().text()).contains("12.00 EUR").doesNotContain("unsubscribe", "{");
            assertThat(post.letter().unsubscribe()).isEmpty();
        });
        assertThat(functions.row(user).state()).isEqualTo(State.SENT);
        assertThat(functions.row(user).messageId()).contains("message-1");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTION_NEEDED,false,look for its e-mail",
        "RETURNED,false,our staff is working on it",
        "SUCCEEDED,true,refunds only for a limited time"
    })
    void mailsWhatBecomesOfARefund(String state, boolean early, String says) {
        UserId user = functions.user("u-1");
        functions.ofUser(
                user,
                "refund-sent",
                Map.of("amountMinorUnits", 1200, "currency", "EUR", "state", state, "early", early));
        assertThat(functions.post.taken())
                .singleElement()
                .satisfies(post -> assertThat(post.letter().text()).contains("12.00 EUR", says));
    }

    @Test
    void mailsNothingThatPassesByItself() {
        UserId user = functions.user("u-1");
        assertThat(refund(user, "PENDING")).isEmpty();
        functions.ofUser(user, "transfer-paused", Map.of("reason", "QUOTA"));
        assertThat(functions.ledger.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, Your photos are in Google Photos", "9, Not all of your photos are in Google Photos"})
    void saysInTheSubjectWhetherAllPhotosWereTaken(int failed, String subject) {
        UserId user = functions.user("u-1");
        functions.ofUser(
                user,
                "transfer-finished",
                Map.of("items", Map.of("done", 491, "duplicate", 0, "failed", failed, "pending", 0)));
        assertThat(functions.post.taken())
                .singleElement()
                .satisfies(post -> assertThat(post.letter().subject()).isEqualTo(subject));
    }

    @Test
    void notesWhoHasNoAddress() {
        UserId user = functions.listed("u-1");
        refund(user, "SUCCEEDED");
        assertThat(functions.row(user).state()).isEqualTo(State.SKIPPED);
        assertThat(functions.row(user).why()).contains("NO_ADDRESS");
    }

    @Test
    void mailsAnEventLaterHoweverOftenThePostOfficeIsBusy() {
        UserId user = functions.user("u-1");
        functions.post.answer(new Posted.Busy());
        assertThat(refund(user, "SUCCEEDED")).isEmpty();
        for (int minute = 0; minute < 100; minute++) {
            functions.work();
            assertThat(functions.row(user).state()).isEqualTo(State.DUE);
            functions.post.answer(new Posted.Busy());
            functions.clock.advance(MailRules.rest(user));
        }
        functions.work();
        assertThat(functions.events.deadLetters()).isEmpty();

        functions.clock.advance(MailRules.rest(user));
        functions.work();
        assertThat(functions.row(user).state()).isEqualTo(State.SENT);
        assertThat(functions.post.taken())
                .singleElement()
                .satisfies(post -> assertThat(post.letter().text()).contains("12.00 EUR"));
        assertThat(functions.events.size()).isZero();
    }

    /** A batch of reports: the queue delivers again only those that failed. */
    @Test
    void namesTheReportsOfABatchThatFailed() {
        UserId user = functions.user("u-1");
        refund(user, "SUCCEEDED");
        assertThat(functions
                        .handle(reportOf(user, "Delivery"), "{}", reportOf(user, "Complaint"))
                        .batchItemFailures())
                .hasSize(1);
        assertThat(functions.row(user).state()).isEqualTo(State.COMPLAINED);
    }

    @Test
    void doesNotTryAMailAgainThatIsRefused() {
        UserId user = functions.user("u-1");
        functions.post.answer(new Posted.Refused("MessageRejected"));
        assertThat(refund(user, "SUCCEEDED")).isEmpty();
        assertThat(refund(user, "SUCCEEDED")).isEmpty();
        assertThat(functions.row(user).state()).isEqualTo(State.REFUSED);
        assertThat(functions.post.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Delivery,DELIVERED", "Bounce,BOUNCED", "Complaint,COMPLAINED"})
    void notesWhatBecameOfAMail(String report, State state) {
        UserId user = functions.user("u-1");
        refund(user, "SUCCEEDED");
        assertThat(report(user, report)).isEmpty();
        assertThat(report(user, report)).isEmpty();
        assertThat(functions.row(user).state()).isEqualTo(state);
        assertThat(report(user, "Delivery")).isEmpty();
        assertThat(functions.row(user).state()).isEqualTo(state);
    }

    /** Another save of the row comes between the reading and the saving of a report. */
    @Test
    void aReportWinsOverASaveAtItsSide() {
        UserId user = functions.user("u-1");
        refund(user, "SUCCEEDED");
        functions.ledger.interfereOnce();
        assertThat(report(user, "Bounce")).isEmpty();
        assertThat(functions.row(user).state()).isEqualTo(State.BOUNCED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReportMakesOrEndsARowThatDoesNotSaySo(boolean refused) {
        UserId user = functions.user("u-1");
        functions.post.answer(refused ? new Posted.Refused("MessageRejected") : new Posted.Busy());
        refund(user, "SUCCEEDED");
        String bounce = reportOf(user, "Bounce");
        if (!refused) {
            functions.ledger.forget();
        }
        assertThat(functions.handle(bounce).batchItemFailures()).isEmpty();
        assertThat(functions.row(user).state()).isEqualTo(State.BOUNCED);
    }

    @Test
    void notesHowFarAUserIsReached() {
        UserId user = functions.user("u-1");
        refund(user, "SUCCEEDED");
        assertThat(functions.reaches.find(user)).contains(Reach.SENT);
        report(user, "Bounce");
        assertThat(functions.reaches.find(user)).contains(Reach.NOT_REACHABLE);
        report(user, "Delivery");
        assertThat(functions.reaches.find(user)).contains(Reach.REACHED);
        report(user, "Complaint");
        assertThat(functions.reaches.find(user)).contains(Reach.REACHED);
    }

    @Test
    void aUserWithoutAnAddressOrWithARefusedLetterIsNotReachable() {
        UserId unknown = functions.listed("unknown");
        refund(unknown, "SUCCEEDED");
        assertThat(functions.reaches.find(unknown)).contains(Reach.NOT_REACHABLE);
        UserId refused = functions.user("refused");
        functions.post.answer(new Posted.Refused("MessageRejected"));
        refund(refused, "SUCCEEDED");
        assertThat(functions.reaches.find(refused)).contains(Reach.NOT_REACHABLE);
    }

    /** A mail that is not sent because its user needs or wants none says nothing of how far they are reached. */
    @Test
    void aMailThatNobodyNeedsReachesNobody() {
        UserId unsubscribed = functions.listed("unsubscribed");
        functions.addresses.add(unsubscribed, "en", false);
        functions.clock.moveTo(functions.group.dates().close().minus(Duration.ofDays(7)));
        functions.reminded(7);
        functions.work();
        assertThat(functions.row(unsubscribed).why()).contains("UNSUBSCRIBED");
        assertThat(functions.reaches.find(unsubscribed)).isEmpty();
    }

    @Test
    void theSecondChannelReachesAUserWithoutAnAddress() {
        UserId unknown = functions.listed("unknown");
        UserId known = functions.user("known");
        functions.secondChannel.turnOn().answer(new Answer.Taken(true));
        functions.opened();
        functions.work();
        functions.opened();
        functions.work();

        assertThat(functions.secondChannel.taken().values()).singleElement().satisfies(letter -> {
            assertThat(letter.user()).isEqualTo(unknown);
            assertThat(letter.kind()).isEqualTo("exports-opened");
            assertThat(letter.values()).containsKey("date");
        });
        assertThat(functions.ledger.list(unknown, 9))
                .extracting(Delivery::state)
                .containsExactly(State.SKIPPED, State.DELIVERED);
        assertThat(functions.reaches.find(unknown)).contains(Reach.REACHED);
        assertThat(functions.reaches.find(known)).contains(Reach.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bounce", "Complaint"})
    void theSecondChannelTakesALetterThatCameBack(String report) {
        UserId user = functions.user("u-1");
        functions.secondChannel.turnOn();
        functions.post.answer(new Posted.Taken("message-1"));
        refund(user, "SUCCEEDED");
        String came = reportOf(user, report);
        functions.handle(came);
        functions.handle(came);
        assertThat(functions.secondChannel.taken().values())
                .singleElement()
                .satisfies(letter -> assertThat(letter.values()).containsEntry("amount", "12.00 EUR"));
        assertThat(functions.ledger.list(user, 9)).extracting(Delivery::state).contains(State.SENT);
        assertThat(functions.reaches.find(user)).contains(Reach.NOT_REACHABLE);
    }

    @Test
    void aLetterThatDoesNotMatterGoesByMailAlone() {
        functions.secondChannel.turnOn();
        UserId unknown = functions.listed("unknown");
        functions.ofUser(unknown, "archive-ready", Map.of("endsAt", "2023-02-01T00:00:00Z"));
        assertThat(functions.row(unknown).why()).contains("NO_ADDRESS");
        assertThat(functions.secondChannel.taken()).isEmpty();
    }

    @Test
    void aSecondChannelThatIsOffTakesNothing() {
        UserId unknown = functions.listed("unknown");
        refund(unknown, "SUCCEEDED");
        assertThat(functions.row(unknown).state()).isEqualTo(State.SKIPPED);
    }

    /** An event, a chunk of a group, and a report rest while the second channel is busy, however often that is. */
    @Test
    void aBusySecondChannelGetsTheLetterLater() {
        UserId unknown = functions.listed("unknown");
        UserId bounced = functions.user("bounced");
        functions.secondChannel.turnOn();
        refund(bounced, "SUCCEEDED");
        String bounce = reportOf(bounced, "Bounce");
        for (int minute = 0; minute < 20; minute++) {
            IntStream.range(0, 3).forEach(_ -> functions.secondChannel.answer(new Answer.Busy()));
        }
        assertThat(functions.handle(bounce).batchItemFailures()).isEmpty();
        assertThat(refund(unknown, "SUCCEEDED")).isEmpty();
        functions.opened();
        for (int minute = 0; minute < 40; minute++) {
            functions.work();
            functions.clock.advance(Duration.ofMinutes(2));
        }
        assertThat(functions.secondChannel.taken().values())
                .extracting(InMemorySecondChannel.Letter::user)
                .containsExactlyInAnyOrder(bounced, unknown, unknown);
        assertThat(functions.events.deadLetters()).isEmpty();
        assertThat(functions.queue.deadLetters()).isEmpty();
    }

    @Test
    void doesNotSendALetterAgainThatTheSecondChannelRefuses() {
        UserId unknown = functions.listed("unknown");
        functions.secondChannel.turnOn().answer(new Answer.Refused("HTTP 422"));
        refund(unknown, "SUCCEEDED");
        refund(unknown, "SUCCEEDED");
        assertThat(functions.secondChannel.taken()).isEmpty();
        assertThat(functions.ledger.list(unknown, 9))
                .extracting(Delivery::state)
                .containsExactlyInAnyOrder(State.SKIPPED, State.REFUSED);
    }

    @Test
    void mailsANoticeToEverybodyOfAGroup() {
        UserId moved = functions.user("moved");
        functions.transfers.save(SampleTransfers.halfWay(moved));
        UserId other = functions.user("other");
        UserId unknown = functions.listed("unknown");

        assertThat(functions.opened().batchItemFailures()).isEmpty();
        functions.work();
        functions.opened();
        functions.work();

        assertThat(functions.lettersTo(moved)).isEqualTo(1);
        assertThat(functions.lettersTo(other)).isEqualTo(1);
        assertThat(functions.row(unknown).why()).contains("NO_ADDRESS");
        assertThat(functions.post.taken()).allSatisfy(post -> {
            assertThat(post.letter().calendar()).isPresent();
            assertThat(post.letter().unsubscribe()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 60, 30, 14, 7, 3, 1})
    void remindsThoseWhoArePartlySafeWithTheirFigures(int daysLeft) {
        UserId safe = functions.user("safe");
        functions.transfers.save(SampleSafety.moved(safe, 5_000, 0));
        UserId stopped = functions.user("stopped");
        functions.transfers.save(SampleSafety.stopped(stopped, 5_000, 4_812));
        UserId unsubscribed = functions.listed("unsubscribed");
        functions.addresses.add(unsubscribed, "en", false);

        remind(daysLeft);

        assertThat(functions.row(safe).why()).contains("SAFE");
        assertThat(functions.row(unsubscribed).why()).contains("UNSUBSCRIBED");
        assertThat(functions.row(stopped).mail().value()).startsWith("close-approaching-" + daysLeft + "@");
        assertThat(functions.post.taken()).singleElement().satisfies(post -> {
            assertThat(post.user()).isEqualTo(stopped);
            assertThat(post.letter().unsubscribe()).isPresent();
            assertThat(post.letter().text())
                    .contains("4,812 of 5,000 photos and videos are safe; 188 are missing: the move to Google Photos"
                            + " has stopped.");
        });
    }

    @Test
    void remindsAFinishedTransferThatHasFailures() {
        UserId failed = functions.user("failed");
        functions.transfers.save(SampleSafety.moved(failed, 10, 3));
        remind(7);
        assertThat(functions.post.taken())
                .singleElement()
                .satisfies(post -> assertThat(post.letter().text())
                        .contains("7 of 10 photos and videos are safe; 3 are missing: Google Photos did not take"));
    }

    /** Photos may have come since the count. */
    @Test
    void remindsWhoHadNothingWhenTheirGalleryWasCounted() {
        UserId empty = functions.user("empty");
        functions.inventories.save(SampleSafety.counted(empty, 0));
        remind(7);
        assertThat(functions.post.taken())
                .singleElement()
                .satisfies(post -> assertThat(post.letter().text())
                        .contains("None of your photos is safe yet: you have not begun"));
    }

    @Test
    void remindsWhoHasNotBegunOfWhatTheirGalleryHolds() {
        UserId counted = functions.user("counted");
        functions.inventories.save(SampleSafety.counted(counted, 12_345));
        UserId unknown = functions.user("unknown");
        remind(7);
        assertThat(functions.post.taken())
                .extracting(post -> post.letter().text())
                .anyMatch(text -> text.contains("0 of 12,345 photos and videos are safe; 12,345 are missing: you have"))
                .anyMatch(text -> text.contains("None of your photos is safe yet: you have not begun yet."));
        assertThat(functions.lettersTo(unknown)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"90,1", "60,0", "30,1", "14,0", "7,1", "3,0", "1,1"})
    void remindsWhoIsAtWorkEverySecondTimeAndTheLast(int daysLeft, int letters) {
        UserId moving = functions.user("moving");
        functions.transfers.save(SampleTransfers.halfWay(moving));
        remind(daysLeft);
        assertThat(functions.lettersTo(moving)).isEqualTo(letters);
        assertThat(functions.row(moving).why()).isEqualTo(letters == 1 ? Optional.empty() : Optional.of("AT_WORK"));
    }

    @Test
    void announcesTheEndToEverybody() {
        UserId user = functions.user("u-1");
        functions.clock.moveTo(functions.group.dates().notice());
        functions.announced();
        functions.work();
        assertThat(functions.row(user).mail().value()).startsWith("end-announced@");
        assertThat(functions.post.taken()).singleElement().satisfies(post -> {
            assertThat(post.letter().text()).contains("closes on 2023-06-01", "From 2022-12-01");
            assertThat(post.letter().unsubscribe()).isEmpty();
        });
        functions.clock.moveTo(functions.group.dates().exportsOpen());
        functions.announced();
        functions.work();
        assertThat(functions.lettersTo(user)).as("no longer true").isEqualTo(1);
    }

    private void remind(int daysLeft) {
        functions.clock.moveTo(functions.group.dates().close().minus(Duration.ofDays(daysLeft)));
        functions.reminded(daysLeft);
        functions.work();
    }

    @Test
    void mailsNothingToAGroupAfterItsClose() {
        functions.user("late");
        functions.opened();
        functions.clock.moveTo(functions.group.dates().close());
        functions.work();
        assertThat(functions.ledger.all()).isEmpty();
    }

    @Test
    void setsUsersWithAMalformedEntryAsideAndGoesOn() {
        UserId broken = functions.listed("broken");
        functions.addresses.addMalformed(broken);
        UserId other = functions.user("other");
        functions.opened();
        functions.work();
        assertThat(functions.lettersTo(other)).isEqualTo(1);
        assertThat(functions.lettersTo(broken)).isZero();

        functions.addresses.add(broken, "en", true);
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.work();
        assertThat(functions.lettersTo(broken)).isEqualTo(1);
        assertThat(functions.lettersTo(other)).isEqualTo(1);
    }

    @Test
    void restsWhileThePostOfficeIsBusy() {
        UserId user = functions.user("u-1");
        functions.post.answer(new Posted.Busy());
        functions.opened();
        functions.work();
        assertThat(functions.lettersTo(user)).isZero();
        assertThat(functions.queue.size()).isEqualTo(1);
        functions.clock.advance(MailRules.rest(user));
        functions.work();
        assertThat(functions.lettersTo(user)).isEqualTo(1);
        assertThat(functions.queue.size()).isZero();
    }

    /** The sweep begins nothing in a stack that mails nobody, or that mailed its operators before. */
    @Test
    void theSweepBeginsNothing() {
        functions.user("u-1");
        functions.sweep();
        functions.work();
        assertThat(functions.ledger.all()).isEmpty();
        assertThat(functions.queue.size()).isZero();
    }

    /** Everybody gets the mail. A user gets it twice only if the worker died after the post office took it. */
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesADeathAtAnyCall(boolean after) {
        Functions whole = group();
        Calls calls = new Calls();
        whole.observe(calls);
        whole.opened();
        whole.work();
        assertThat(calls.total()).isGreaterThan(TestChunks.FEW.number() + FEW * 4L);
        LongStream.rangeClosed(1, calls.total()).forEach(call -> survives(call, after));
    }

    private static void survives(long call, boolean after) {
        Functions functions = group();
        functions.observe(new Death(call, after));
        Death.Died died = catchThrowableOfType(Death.Died.class, () -> {
            functions.opened();
            functions.work();
        });
        functions.observe(new Calls());
        functions.opened();
        for (int turn = 0; turn < 12; turn++) {
            functions.clock.advance(Functions.VISIBILITY);
            functions.sweep();
            functions.work();
        }

        boolean twice = died.getMessage().equals(after ? "PostOffice.post" : "DeliveryLedger.save");
        assertThat(IntStream.range(0, FEW).mapToLong(number -> functions.lettersTo(new UserId("u-" + number))))
                .as("death at call " + call + ", " + died.getMessage())
                .allMatch(letters -> letters == 1 || (twice && letters == 2));
        assertThat(functions.ledger.all()).hasSize(FEW).allMatch(row -> row.state() == State.SENT);
        assertThat(functions.queue.deadLetters()).isEmpty();
    }

    private static Functions group() {
        Functions functions = new Functions();
        IntStream.range(0, FEW).forEach(number -> functions.user("u-" + number));
        return functions;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "{}",
                "{\"event\":\"refund-sent\"}",
                "{\"job\":\"notices\"}",
                "{\"report\":\"Open\",\"user\":\"dQ\",\"mail\":\"dQ\",\"messageId\":\"1\"}",
                "{\"report\":\"Bounce\",\"user\":\"!\"}"
            })
    void givesBackAMessageThatCannotBeRead(String body) {
        assertThat(functions.handle(body).batchItemFailures()).hasSize(1);
    }

    private List<?> refund(UserId user, String state) {
        return functions
                .ofUser(user, "refund-sent", Map.of("amountMinorUnits", 1200, "currency", "EUR", "state", state))
                .batchItemFailures();
    }

    private List<?> report(UserId user, String report) {
        return functions.handle(reportOf(user, report)).batchItemFailures();
    }

    private String reportOf(UserId user, String report) {
        return Json.write(Map.of(
                "report",
                report,
                "user",
                Tags.encoded(user.value()),
                "mail",
                Tags.encoded(functions.row(user).mail().value()),
                "messageId",
                "message-1",
                "sentAt",
                "2023-01-01T00:00:00Z",
                "at",
                "2023-01-01T00:00:01Z"));
    }
}
