package sundown.operator;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The audit table: a record of every operator's call that reaches a function. Records stay. */
public interface CallRecords {
    /**
     * Saves a record, in place of one of the same call that has only begun.
     *
     * @return false when the call has ended already, and its record stays; if a response is lost, the retry may find
     *     its own record
     */
    boolean put(CallRecord call);

    /**
     * The calls of a day (UTC), the latest first.
     *
     * @param before only earlier calls than this one
     * @param limit the most that are returned
     */
    List<CallRecord> of(LocalDate day, Optional<CallId> before, int limit);
}
