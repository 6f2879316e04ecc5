package sundown.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.hold.Exports;
import sundown.hold.HoldStore;
import sundown.hold.HoldView;
import sundown.mail.AddressBook;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.AddressBook.Search;
import sundown.mail.DeliveryLedger;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.purge.Inclusion;
import sundown.receipt.ReceiptStore;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.refund.CancellationLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundList;
import sundown.timeline.Group;
import sundown.timeline.NoticeView;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Tells where a user stands and why they wait: an operator's call, {@code {"userId"}} or {@code {"email"}}. It changes
 * nothing, and is recorded like a call that does, before it is answered: nobody looks a user up unseen. The record has
 * the id of the user who was found, and no e-mail address.
 */
@Singleton
public record LookUpUserFunction(
        OperatorEdge edge,
        AccountStore accounts,
        TimelineStore timelines,
        Exports exports,
        UserStatus status,
        CancellationLedger cancellations,
        HoldStore holds,
        ReceiptStore receipts,
        DeliveryLedger deliveries,
        AddressBook addresses,
        Clock clock) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("look-up-user", Access.disclosing(Role.SUPPORT, Role.REFUNDS, Role.LEGAL), Call.class);

    /** A user gets about ten. */
    private static final int MAILS_MAX = 200;

    @RegisterForReflection
    record Call(Optional<UserId> userId, Optional<EmailAddress> email) {
        Call {
            WrongPart.require(email.isEmpty() || userId.isEmpty(), "email", "cannot go with userId");
            WrongPart.require(email.isPresent() || userId.isPresent(), "userId", "is missing");
        }
    }

    /** Answers with a {@link UserView}. */
    @Funq("look-up-user")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::lookUp);
    }

    private UserView lookUp(Call call, Operator by) {
        UserId user = call.userId().or(() -> call.email().map(this::search)).orElseThrow();
        UserView view = view(user, accounts.find(user), clock.instant());
        if (view.isEmpty()) {
            throw Problem.of(ProblemType.UNKNOWN_USER, "No account, hold, receipt, or mail has this user id.");
        }
        return view;
    }

    private UserId search(EmailAddress address) {
        return switch (addresses.search(address)) {
            case Search.Users found -> only(found.users());
            case Search.Unavailable _ ->
                throw Problem.of(
                        ProblemType.EMAIL_SEARCH_UNAVAILABLE,
                        "The address book does not search by e-mail address. Look the user up by their id.");
        };
    }

    private static UserId only(List<UserId> users) {
        if (users.isEmpty()) {
            throw Problem.of(ProblemType.UNKNOWN_USER, "The address book has no user with this e-mail address.");
        }
        if (users.size() > 1) {
            throw Problem.of(ProblemType.SEVERAL_USERS, "Look each of them up by their id.")
                    .with("userIds", users);
        }
        return users.getFirst();
    }

    private UserView view(UserId user, Optional<Account> account, Instant now) {
        Timeline timeline = timelines.inForce();
        Optional<Group> group = account.flatMap(found -> exports.groupOf(found, timeline));
        Optional<UserStatus.Ways> ways = group.flatMap(
                ending -> account.map(found -> status.ways(user, found.region(), ending, Optional.empty(), now)));
        Optional<Refund> refund = account.flatMap(status::ledgered);
        Optional<Receipt> receipt = receipts.find(user);
        Optional<Inclusion> proof = receipt.flatMap(Receipt::proof).map(Inclusion::read);
        return new UserView(
                user,
                now,
                account.map(found -> NoticeView.of(found.region(), group, timeline, now)),
                ways.flatMap(UserStatus.Ways::transfer),
                ways.flatMap(UserStatus.Ways::archive),
                ways.map(UserStatus.Ways::safety).map(StatusView.SafetyView::of),
                account.flatMap(Account::membership).map(this::membership),
                group.flatMap(ending -> account.map(found -> status.refund(found, refund, ending, now))),
                refund.map(RefundList.Row::of),
                holds.find(user).map(hold -> HoldView.of(hold, group.map(Group::id), now)),
                receipt.flatMap(Receipt::deletedAt),
                proof,
                proof.flatMap(Inclusion::root).map(Sha256::hex),
                mails(user));
    }

    private List<UserView.MailPart> mails(UserId user) {
        return deliveries.list(user, MAILS_MAX).stream()
                .sorted(Comparator.comparing(Delivery::at).reversed())
                .map(UserView.MailPart::of)
                .toList();
    }

    private UserView.MembershipPart membership(Membership membership) {
        return UserView.MembershipPart.of(
                membership,
                membership.subscription().flatMap(cancellations::find).map(cancellation -> cancellation.state()));
    }
}
