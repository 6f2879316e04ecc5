package sundown.transfer;

import java.time.Instant;
import java.util.List;
import sundown.edge.Problem;

/** What can stand in the way of a wish about transfers: each with its own type. */
final class TransferProblems {
    private TransferProblems() {}

    static Problem notEligible(List<Eligibility.Hindrance> hindrances) {
        String sentences = String.join(
                " ", hindrances.stream().map(Eligibility.Hindrance::sentence).toList());
        return Problem.of(
                        "not-eligible",
                        422,
                        "The transfer is not offered to you.",
                        sentences + " You can download your photos as archives instead.")
                .with(
                        "hindrances",
                        hindrances.stream().map(Eligibility.Hindrance::name).toList());
    }

    static Problem codeRefused() {
        return Problem.of(
                "code-refused",
                422,
                "Google does not accept this authorization code.",
                "It is wrong, used or too old. Ask the user for consent again.");
    }

    static Problem consentIncomplete() {
        return Problem.of(
                "consent-incomplete",
                422,
                "The consent lacks something that is needed.",
                "Ask for consent again; both adding to Google Photos and seeing the free space must be allowed.");
    }

    static Problem googleUnavailable() {
        return Problem.of(
                "google-unavailable",
                503,
                "Google does not answer just now.",
                "Nothing was started. Please try again in a few minutes, with a new consent.");
    }

    static Problem emptyGallery() {
        return Problem.of("empty-gallery", 422, "The gallery is empty.", "There is nothing to transfer.");
    }

    static Problem stopFirst() {
        return Problem.of(
                "stop-first",
                409,
                "A transfer to another Google account is under way.",
                "Stop it first; then start with the other account.");
    }

    static Problem noSwitchLeft() {
        return Problem.of(
                "no-switch-left",
                409,
                "The Google account cannot be changed again.",
                "It has been changed " + StartRules.MOST_SWITCHES + " times, which is the most.");
    }

    static Problem noTransfer() {
        return Problem.of("no-transfer", 404, "There is no transfer.", "You have not started a transfer.");
    }

    static Problem otherAccount() {
        return Problem.of(
                "other-account",
                409,
                "This is another Google account.",
                "Sign in with the account that the transfer goes to, or stop the transfer and start a new one.");
    }

    static Problem consentNeeded() {
        return Problem.of(
                "consent-needed",
                422,
                "Google needs your consent again.",
                "Sign in to the same Google account and send the new authorization code.");
    }

    static Problem roomMissing(Room.Limited room, long needed) {
        return Problem.of(
                        "room-missing",
                        409,
                        "There is not enough room in the Google account.",
                        "Free or buy some and resume, or resume with withoutRoom to go on all the same.")
                .with("room", TransferView.RoomView.of(room, needed));
    }

    static Problem retryTooEarly(Instant sensible) {
        return Problem.of(
                        "retry-too-early",
                        409,
                        "It makes more sense to try again later.",
                        "What failed is more likely to succeed after " + sensible
                                + ". Resume with retryNow to try all the same.")
                .with("retrySensibleAt", sensible.toString());
    }

    static Problem nothingLeft() {
        return Problem.of("nothing-left", 409, "Nothing is left to transfer.", "All your photos are in Google Photos.");
    }

    static Problem changedMeanwhile() {
        return Problem.of(
                "changed-meanwhile",
                409,
                "The transfer has just been changed by another request.",
                "Look at its state and try again.");
    }
}
