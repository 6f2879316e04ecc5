package sundown.purge;

import java.time.Clock;
import sundown.job.TestChunks;
import sundown.runtime.Assembly;

/**
 * The functions that certify, put together by hand over any ports: what the container does in a deployed function.
 *
 * @param sweep what sends chunks again
 */
public record CertificateFunctions(
        CertifyPurgeFunction certify, GetPurge get, ListChunkFunction list, PurgeSweep sweep) {

    /** Puts them together. */
    static CertificateFunctions over(PurgePorts ports, PurgeSettings settings, Clock clock) {
        return Assembly.of(CertificateFunctions.class, ports, settings, TestChunks.FEW, clock);
    }
}
