package sundown.purge;

/** Why a purge is not approved, or not aborted. */
public enum Refusal {
    /** Nothing has been planned for the group. */
    NOT_PLANNED,
    /** Its exports are still open. */
    WINDOW_OPEN,
    /** Something of it may still run. */
    NOT_DRAINED,
    /** The hash is not that of the group's latest manifest. */
    OTHER_MANIFEST,
    /** The manifest in the audit bucket is not the one that was planned. */
    TAMPERED,
    /** Since the plan was made the group's dates or a hold has changed, or it was made before the drain. */
    PLAN_OUTDATED,
    /** Two people have approved it before. */
    APPROVED_BEFORE,
    /** Somebody has ended it; it can only be planned again. */
    OVER,
    /** No token proved who planned it. */
    PLANNER_UNKNOWN,
    /** The planner does not approve it. */
    BY_THE_PLANNER,
    /** The first approval is of the same person. */
    BY_THE_SAME_PERSON
}
