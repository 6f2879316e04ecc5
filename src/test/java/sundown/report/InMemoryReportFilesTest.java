package sundown.report;

import sundown.contract.ReportFilesContract;

class InMemoryReportFilesTest extends ReportFilesContract {
    private final InMemoryReportFiles files = new InMemoryReportFiles();

    @Override
    protected ReportFiles files() {
        return files;
    }
}
