package sundown.transfer;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.gallery.GalleryIndex;
import sundown.hold.Exports;
import sundown.media.AddedDates;
import sundown.media.Choice;
import sundown.transfer.LibraryAccess.Connection.Connected;
import sundown.transfer.Transfer.TransferId;

/**
 * {@code POST /transfers}: starts to move the caller's gallery to the Google account of their consent. Answers 201 for
 * a new transfer, which begins by itself when the gallery is counted, and 200 for an existing one.
 */
@Singleton
public record StartTransferFunction(
        HttpEdge edge,
        Exports exports,
        Eligibility eligibility,
        Consents consents,
        GalleryIndex gallery,
        Inventories inventories,
        TransferStore transfers,
        CurrentTransfers current,
        AddedDates dates,
        RandomGenerator random,
        Clock clock) {
    @RegisterForReflection
    record Call(
            Optional<String> authorizationCode,
            Optional<String> codeVerifier,
            Optional<String> redirectUri,
            Optional<Eligibility.Device> device,
            Optional<Boolean> movePrivate,
            Optional<Choice.Selection> selection) {
        Call {
            Consents.read(authorizationCode, codeVerifier, redirectUri);
        }

        private LibraryAccess.Consent consent() {
            return Consents.read(authorizationCode, codeVerifier, redirectUri);
        }

        private RequestRules.Wanted wanted() {
            return new RequestRules.Wanted(selection, movePrivate);
        }

        /** Hides the secrets. */
        @Override
        public String toString() {
            return "StartTransfer";
        }
    }

    /** Answers with a {@link TransferView}. */
    @Funq("start-transfer")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Call call = request.body(Call.class);
            Exports.Open open = exports.openTo(user);
            requireEligible(open, call.device().orElse(Eligibility.Device.UNKNOWN));
            return start(user, open, consents.exchange(call.consent()), call.wanted());
        });
    }

    private void requireEligible(Exports.Open open, Eligibility.Device device) {
        List<Eligibility.Hindrance> hindrances =
                eligibility.hindrances(open.account().region(), device);
        if (!hindrances.isEmpty()) {
            String sentences =
                    hindrances.stream().map(Eligibility.Hindrance::sentence).collect(Collectors.joining(" "));
            throw Problem.of(ProblemType.NOT_ELIGIBLE, sentences + " You can download your photos as archives instead.")
                    .with("hindrances", hindrances)
                    .with(
                            "reasons",
                            hindrances.stream()
                                    .map(each -> Map.of("code", each.code(), "message", each.sentence()))
                                    .toList());
        }
    }

    private ApiResponse start(UserId user, Exports.Open open, Connected connected, RequestRules.Wanted wanted) {
        try {
            return decide(user, open, connected, wanted);
        } catch (RuntimeException notStarted) {
            consents.keepOrGiveBack(user, connected);
            throw notStarted;
        }
    }

    private ApiResponse decide(UserId user, Exports.Open open, Connected connected, RequestRules.Wanted wanted) {
        Optional<Transfer> before = transfers.find(user);
        boolean begun = before.filter(current::begun).isPresent();
        return switch (RequestRules.start(before, connected.account(), wanted, begun, clock.instant())) {
            case RequestRules.Start.UnderWay underWay -> {
                Transfer answered = answered(underWay.transfer(), before);
                consents.keepOrGiveBack(user, connected);
                yield current.show(answered, open);
            }
            case RequestRules.Start.Continued continued -> current.show(goOn(continued.transfer(), connected), open);
            case RequestRules.Start.Fresh fresh -> {
                // As in the transfer before: back in its account, it sends equal bytes.
                Optional<ZoneId> zone =
                        before.map(Transfer::terms).map(Transfer.Terms::dates).orElseGet(() -> dates.in(open.zone()));
                Transfer.Terms terms = Transfer.Terms.of(zone, wanted.choice());
                yield current.show(begin(user, connected, fresh, terms, before), open)
                        .created();
            }
            case RequestRules.Start.ChoiceFixed _ -> throw ResumeTransferFunction.choiceFixed();
            case RequestRules.Start.StopFirst _ ->
                throw Problem.of(ProblemType.STOP_FIRST, "Stop it first; then start with the other account.");
            case RequestRules.Start.NoSwitchLeft _ ->
                throw Problem.of(
                        ProblemType.NO_SWITCH_LEFT,
                        "It has been changed " + RequestRules.SWITCHES_MAX + " times, which is the most.");
        };
    }

    /** Saves an answer on private items. */
    private Transfer answered(Transfer underWay, Optional<Transfer> before) {
        return before.filter(underWay::equals).orElseGet(() -> current.save(underWay));
    }

    private Transfer goOn(Transfer transfer, Connected connected) {
        Transfer granted = transfer.granted(Optional.of(consents.seal(transfer.user(), connected)));
        return current.save(TransferRules.resumed(granted, clock.instant()));
    }

    private Transfer begin(
            UserId user,
            Connected connected,
            RequestRules.Start.Fresh fresh,
            Transfer.Terms terms,
            Optional<Transfer> before) {
        if (gallery.page(user, Optional.empty(), 1).isEmpty()) {
            throw Problem.of(ProblemType.EMPTY_GALLERY, "There is nothing to transfer.");
        }
        inventories.order(user, terms.choice());
        Transfer begun = current.save(RequestRules.begin(
                user,
                TransferId.random(random),
                connected.account(),
                consents.seal(user, connected),
                fresh.earlier(),
                terms,
                before.map(Transfer::version).orElse(0L),
                clock.instant()));
        before.ifPresent(consents::giveBack);
        return begun;
    }
}
