package sundown.edge;

/** The types of problems (RFC 9457), each with its only status and title. {@code docs/problems.md} explains them. */
public enum ProblemType implements Code {
    INVALID_REQUEST(400, "The request cannot be read."),
    REQUEST_TOO_LARGE(413, "The request is too large."),
    UNKNOWN_REGION(400, "There is no such region."),
    NOT_SIGNED_IN(401, "You are not signed in."),
    WRONG_TOKEN(403, "This token cannot be used here."),
    NO_ACCOUNT(404, "There is no such account."),
    TEMPORARILY_UNAVAILABLE(503, "Sundown cannot answer just now."),
    INTERNAL_ERROR(500, "Something went wrong on our side."),
    CHANGED_MEANWHILE(409, "Another request was faster."),
    NOT_ANNOUNCED(409, "Nothing is announced yet."),
    NOTHING_ENDS(409, "Nothing ends in your region."),
    EXPORTS_NOT_OPEN(409, "Exports are not open yet."),
    EXPORTS_CLOSED(409, "Exports have ended."),
    EMPTY_GALLERY(422, "The gallery is empty."),
    NOT_ELIGIBLE(422, "The transfer is not offered to you."),
    CODE_REFUSED(422, "Google does not accept this authorization code."),
    CONSENT_INCOMPLETE(422, "The consent lacks something that is needed."),
    CONSENT_NEEDED(422, "Google needs your consent again."),
    GOOGLE_UNAVAILABLE(503, "Google does not answer just now."),
    STOP_FIRST(409, "A transfer to another Google account is under way."),
    CHOICE_FIXED(409, "The choice of photos cannot be changed now."),
    NO_SWITCH_LEFT(409, "The Google account cannot be changed again."),
    NO_TRANSFER(404, "There is no transfer."),
    OTHER_ACCOUNT(409, "This is another Google account."),
    ROOM_MISSING(409, "There is not enough room in the Google account."),
    RETRY_TOO_EARLY(409, "It makes more sense to try again later."),
    RETRIED_BEFORE(409, "What failed has just been tried again."),
    NOTHING_TO_RETRY(409, "Nothing that failed can be tried again."),
    NOTHING_LEFT(409, "Nothing is left to transfer."),
    NO_FAILED_ITEMS(409, "Nothing that failed can be downloaded."),
    TRANSFER_UNDER_WAY(409, "The transfer has not ended."),
    TOO_MANY_ARCHIVES(409, "You have requested as many archives as you can in a day."),
    NO_ARCHIVE(404, "There is no archive."),
    ARCHIVE_EXPIRED(410, "The archive has expired."),
    ARCHIVE_DELETED(410, "The archive has been deleted."),
    ARCHIVE_NOT_READY(409, "The archive is not ready yet."),
    UNKNOWN_VOLUME(404, "There is no such volume."),
    ALREADY_CONFIRMED(409, "This volume has been confirmed before."),
    NOT_SIGNED(400, "The payment service has not signed this."),
    OPERATOR_NOT_SIGNED_IN(401, "You are not signed in."),
    ROLE_MISSING(403, "Your role does not allow this."),
    SIGN_IN_TOO_OLD(401, "Your sign-in is too old for this."),
    SECOND_FACTOR_MISSING(401, "This takes a second factor."),
    TOKEN_REQUIRED(403, "This cannot be done with IAM."),
    TIMELINE_REFUSED(409, "This timeline cannot come into force."),
    UNKNOWN_GROUP(404, "There is no such group."),
    UNKNOWN_USER(404, "There is no such user."),
    SEVERAL_USERS(409, "Several users have this e-mail address."),
    EMAIL_SEARCH_UNAVAILABLE(409, "Users cannot be found by e-mail address."),
    HAS_ACCOUNT(409, "The user has an account."),
    NO_FOLDER(404, "There is nothing to hold."),
    FOREIGN_GROUP(409, "The user is not of this group."),
    HAS_HOLD(409, "The user is under hold."),
    EXPORTS_REOPENED(409, "The user can still take their photos out."),
    NO_HOLD(404, "There is no such hold."),
    UNKNOWN_OPERATION(400, "There is no such operation."),
    UNKNOWN_JOB(404, "There is no such job."),
    UNKNOWN_QUEUE(404, "There is no such queue."),
    UNKNOWN_MESSAGE(404, "The message was not found."),
    REDRIVE_UNDER_WAY(409, "They are on their way already."),
    NO_DOCUMENT(404, "There is no such document."),
    DOCUMENT_TOO_LARGE(409, "The document is too large."),
    UNKNOWN_STATE(400, "There is no such state."),
    NO_REFUND(404, "There is no such refund."),
    NOTHING_TO_RESEND(409, "There is nothing to send for."),
    NOTHING_TO_RESOLVE(409, "Nothing is to be resolved."),
    EXEMPT_GROUP(409, "Nothing is ever deleted there."),
    WINDOW_OPEN(409, "The group has not closed."),
    NOT_DRAINED(409, "The group is not drained."),
    NOT_PLANNED(409, "Nothing has been planned."),
    OTHER_PLAN(409, "The plan to be replaced is another."),
    OTHER_MANIFEST(409, "This is not the group's manifest."),
    MANIFEST_TAMPERED(409, "The manifest is not what was planned."),
    PLAN_OUTDATED(409, "The plan is out of date."),
    PLANNER_UNKNOWN(409, "It is not known who planned it."),
    BY_THE_PLANNER(409, "The planner of a purge cannot approve it."),
    BY_THE_SAME_PERSON(409, "You have approved it before."),
    APPROVED_BEFORE(409, "It has been approved."),
    PURGE_OVER(409, "This purge has come to its end."),
    NOT_PURGED(409, "The group is not purged.");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short sentence for people. */
    public String title() {
        return title;
    }
}
