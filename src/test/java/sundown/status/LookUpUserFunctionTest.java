package sundown.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.contract.SampleArchives;
import sundown.contract.SampleReceipts;
import sundown.contract.SampleTransfers;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.edge.OperatorRequests;
import sundown.hold.Exports;
import sundown.hold.HoldStore.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.InMemoryAddressBook;
import sundown.mail.InMemoryDeliveryLedger;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.InMemoryCallRecords;
import sundown.operator.SampleOperators;
import sundown.purge.Inclusion;
import sundown.purge.SampleManifests;
import sundown.receipt.InMemoryReceiptStore;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.InMemoryCancellationLedger;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundRules;
import sundown.runtime.ManualClock;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.PublishedTimeline;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Support sees why a user waits, and nothing that names them or opens anything. */
class LookUpUserFunctionTest {
    private static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    private static final UserId USER = new UserId("u1");
    private static final EmailAddress ADDRESS = new EmailAddress("ada@example.com");
    private static final GroupId GROUP = new GroupId("1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
    private static final Membership PAID = new Membership(
            new ChargeId("ch_1"),
            Money.of(1_200, "EUR"),
            NOW.minus(Duration.ofDays(40)),
            Optional.of(NOW),
            Optional.of(SUBSCRIPTION),
            PaidThrough.STRIPE,
            Optional.empty());

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryTransferStore transfers = new InMemoryTransferStore();
    private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    private final InMemoryCancellationLedger cancellations = new InMemoryCancellationLedger();
    private final InMemoryHoldStore holds = new InMemoryHoldStore();
    private final InMemoryReceiptStore receipts = new InMemoryReceiptStore();
    private final InMemoryDeliveryLedger deliveries = new InMemoryDeliveryLedger();
    private final InMemoryAddressBook addresses = new InMemoryAddressBook();
    private final InMemoryCallRecords records = new InMemoryCallRecords();
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final LookUpUserFunction function = new LookUpUserFunction(
            OperatorRequests.edge(records, clock),
            accounts,
            timelines,
            new Exports(accounts, timelines, holds, clock),
            new UserStatus(transfers, archives, ledger, SampleTransfers.OFFERS),
            cancellations,
            holds,
            receipts,
            deliveries,
            addresses,
            clock);

    @BeforeEach
    void aMemberWhoWaits() {
        accounts.put(new Account(USER, new Region("IN")).with(PAID));
        TransferState parked = new TransferState.Waiting(WaitReason.QUOTA, NOW.plusSeconds(90));
        assertThat(transfers.save(SampleTransfers.halfWay(USER).withState(parked)))
                .isPresent();
        assertThat(archives.save(SampleArchives.ready(USER))).isPresent();
        ledger.open(RefundRules.intent(USER, PublishedTimeline.read().groups().getFirst(), PAID, NOW));
        cancellations.open(new Cancellation(
                SUBSCRIPTION, USER, GROUP, PaidThrough.STRIPE, new CancellationState.Ended(NOW), NOW, 0));
    }

    @Test
    void tellsWhyATransferWaitsAndUntilWhen() {
        JsonNode transfer = lookUp(Role.SUPPORT, "u1").path("transfer");
        assertThat(transfer.path("state").asText()).isEqualTo("waiting");
        assertThat(transfer.path("reason").asText()).isEqualTo("QUOTA");
        assertThat(transfer.path("message").asText()).startsWith("Google takes only so many requests");
        assertThat(transfer.path("goesOnAt").asText()).isEqualTo("2023-01-15T12:01:30Z");
    }

    @Test
    void tellsWhatBecomesOfTheArchiveTheMembershipAndTheFee() {
        JsonNode user = lookUp(Role.REFUNDS, "u1");
        assertThat(user.at("/notice/group").asText()).isEqualTo("1");
        assertThat(user.at("/archive/state").asText()).isEqualTo("ready");
        assertThat(user.at("/membership/subscription").asText()).isEqualTo("ENDED");
        assertThat(user.at("/refund/state").asText()).isEqualTo("planned");
        assertThat(user.at("/ledger/state").asText()).isEqualTo("INTENT");
        assertThat(user.has("hold")).isFalse();
        assertThat(user.has("deletedAt")).isFalse();
    }

    /** What is not asked for by name cannot be told by mistake. */
    @Test
    void namesNobodyAndOpensNothing() {
        JsonNode user = lookUp(Role.SUPPORT, "u1");
        assertThat(user.toString())
                .doesNotContain("@", "117463920581736402918", "ssss", ".jpg", "IMG_")
                .doesNotContain(SampleTransfers.fresh(USER).id().value())
                .doesNotContain(SampleArchives.fresh(USER).id().value());
        assertThat(names(user.path("transfer")))
                .containsExactlyInAnyOrder("state", "reason", "message", "goesOnAt", "connected", "items", "startedAt");
        assertThat(names(user.path("archive")))
                .containsExactlyInAnyOrder(
                        "state", "message", "createdAt", "endsAt", "progress", "leftOut", "downloadedAt");
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    @Test
    void tellsOfAUserWithoutAnAccount() {
        UserId gone = new UserId("gone");
        Inclusion proof = SampleManifests.inclusion();
        receipts.keep(new Receipt(
                gone, Optional.empty(), Optional.empty(), Optional.of(NOW), Optional.of(Json.write(proof))));
        holds.place(GROUP, new Hold(gone, "court order", SampleOperators.named("Ada"), NOW, Optional.empty()));

        JsonNode user = lookUp(Role.LEGAL, "gone");

        assertThat(names(user))
                .containsExactlyInAnyOrder("userId", "at", "hold", "deletedAt", "proof", "manifestHash", "mails");
        assertThat(user.at("/hold/reason").asText()).isEqualTo("court order");
        assertThat(Inclusion.read(user.path("proof").toString())).isEqualTo(proof);
        assertThat(proof.proves(new Sha256(user.path("manifestHash").asText()))).isTrue();
    }

    @Test
    void tellsOfADeletionWithoutAProof() {
        receipts.keep(SampleReceipts.empty(new UserId("gone")));

        assertThat(names(lookUp(Role.LEGAL, "gone"))).containsExactlyInAnyOrder("userId", "at", "deletedAt", "mails");
    }

    /** The ledger of mails proves that they were told, also when all else of them is gone. */
    @Test
    void tellsWhatTheyWereMailedTheLatestFirst() {
        UserId gone = new UserId("gone");
        mailed(gone, "archive-ready@1", NOW);
        mailed(gone, "close-approaching-7@2023-05-25T00:00:00Z", NOW.plusSeconds(9));
        mailed(gone, "exports-opened@2023-02-01T00:00:00Z", NOW.plusSeconds(5));

        JsonNode mails = lookUp(Role.LEGAL, "gone").path("mails");

        assertThat(mails.findValuesAsText("mail"))
                .containsExactly(
                        "close-approaching-7@2023-05-25T00:00:00Z",
                        "exports-opened@2023-02-01T00:00:00Z",
                        "archive-ready@1");
        assertThat(mails.get(0))
                .hasToString("{\"mail\":\"close-approaching-7@2023-05-25T00:00:00Z\",\"state\":\"DELIVERED\","
                        + "\"at\":\"2023-01-15T12:00:09Z\",\"sentAt\":\"2023-01-15T12:00:00Z\",\"messageId\":\"m-1\"}");
    }

    private void mailed(UserId user, String mail, Instant at) {
        deliveries.save(new Delivery(
                user,
                new MailId(mail),
                Delivery.State.DELIVERED,
                at,
                Optional.of(NOW),
                Optional.of("m-1"),
                Optional.empty(),
                Map.of(),
                0));
    }

    @Test
    void knowsNobodyElse() {
        assertThat(lookUp(Role.SUPPORT, "u2").path("type").asText()).endsWith(":unknown-user");
        assertThat(lookUp(Role.SUPPORT, "*").path("type").asText()).endsWith(":invalid-request");
    }

    @Test
    void recordsWhomSomebodyLooksUp() {
        JsonNode unused = lookUp(Role.SUPPORT, "u1");
        assertThat(records.all())
                .singleElement()
                .returns(Map.of("user", "u1"), CallRecord::about)
                .returns(CallRecord.DONE, CallRecord::outcome);
    }

    @Test
    void findsTheOneWhoHasAnEmailAddress() {
        addresses.add(USER, ADDRESS);
        assertThat(search(Role.SUPPORT, ADDRESS.reveal())).isEqualTo(lookUp(Role.SUPPORT, "u1"));
    }

    @Test
    void recordsWhoWasFoundAndNoEmailAddress() {
        addresses.add(USER, ADDRESS);
        JsonNode unused = search(Role.SUPPORT, ADDRESS.reveal());
        assertThat(records.all())
                .singleElement()
                .returns(Map.of("user", "u1"), CallRecord::about)
                .returns(CallRecord.DONE, CallRecord::outcome);
    }

    @Test
    void recordsNoEmailAddressInThePlaceOfAnId() {
        JsonNode unused = lookUp(Role.SUPPORT, ADDRESS.reveal());
        assertThat(records.all())
                .singleElement()
                .returns(Map.of("user", "***"), CallRecord::about)
                .returns("invalid-request", CallRecord::outcome);
    }

    @Test
    void namesAllWhoHaveAnEmailAddress() {
        addresses.add(USER, ADDRESS);
        addresses.add(new UserId("u2"), ADDRESS);
        JsonNode several = search(Role.SUPPORT, ADDRESS.reveal());
        assertThat(several.path("type").asText()).endsWith(":several-users");
        assertThat(several.path("userIds").valueStream().map(JsonNode::asText)).containsExactlyInAnyOrder("u1", "u2");
    }

    @Test
    void saysWhyAnEmailAddressLeadsToNobody() {
        assertThat(search(Role.SUPPORT, ADDRESS.reveal()))
                .hasToString("{\"type\":\"urn:sundown:problem:unknown-user\",\"title\":\"There is no such user.\","
                        + "\"status\":404,\"detail\":\"The address book has no user with this e-mail address.\"}");
        addresses.searchNoMore();
        assertThat(search(Role.SUPPORT, ADDRESS.reveal()).path("type").asText()).endsWith(":email-search-unavailable");
    }

    @Test
    void takesEitherAnIdOrAnEmailAddress() {
        assertThat(answer(Role.SUPPORT, Map.of("userId", "u1", "email", ADDRESS.reveal()))
                        .path("detail")
                        .asText())
                .isEqualTo("In the body, email cannot go with userId.");
        assertThat(answer(Role.SUPPORT, Map.of()).path("detail").asText()).isEqualTo("In the body, userId is missing.");
        assertThat(search(Role.SUPPORT, "Ada <ada@example.com>").path("detail").asText())
                .isEqualTo("In the body, email cannot be used: not an e-mail address.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUPPORT", "REFUNDS", "LEGAL"})
    void isForThoseWhoHelpASingleUser(Role other) {
        assertThat(lookUp(other, "u1").path("type").asText()).endsWith(":role-missing");
        assertThat(search(other, ADDRESS.reveal()).path("type").asText()).endsWith(":role-missing");
    }

    private JsonNode lookUp(Role role, String user) {
        return answer(role, Map.of("userId", user));
    }

    private JsonNode search(Role role, String address) {
        return answer(role, Map.of("email", address));
    }

    private JsonNode answer(Role role, Map<String, String> call) {
        return OperatorRequests.answer(function.handle(
                OperatorRequests.by(SampleOperators.named("Sam"), EnumSet.of(role), clock.instant(), call)));
    }
}
