package sundown.transfer;

/** Why a transfer waits. The names are stable, for apps. */
public enum WaitReason {
    ROOM("There is not enough room in your Google account. Free or buy some, or go on without: resume the transfer."),
    CONSENT("Google says that you withdrew your consent. Sign in to the same Google account again to go on."),
    QUOTA("Google takes only so many requests at a time; your transfer goes on by itself."),
    SHARE("Your share of today's requests to Google is used up, so that other people's photos move, too; your transfer"
            + " goes on by itself."),
    BUSY("Google asks us to slow down; your transfer goes on by itself."),
    TROUBLE("Google does not answer as it should; we try again by ourselves.");

    private final String sentence;

    WaitReason(String sentence) {
        this.sentence = sentence;
    }

    /** A sentence for the user. */
    public String sentence() {
        return sentence;
    }
}
