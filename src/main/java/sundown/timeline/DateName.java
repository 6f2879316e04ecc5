package sundown.timeline;

import java.time.Instant;

/** The dates of a group by their names in a timeline's document. */
enum DateName {
    NOTICE("notice"),
    EXPORTS_OPEN("exportsOpen"),
    CLOSE("close"),
    REFUND_BY("refundBy");

    private final String member;

    DateName(String member) {
        this.member = member;
    }

    /** The name of the member that holds it. */
    String member() {
        return member;
    }

    /** The date itself. */
    Instant of(Dates dates) {
        return switch (this) {
            case NOTICE -> dates.notice();
            case EXPORTS_OPEN -> dates.exportsOpen();
            case CLOSE -> dates.close();
            case REFUND_BY -> dates.refundBy();
        };
    }
}
