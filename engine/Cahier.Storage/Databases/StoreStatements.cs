namespace Cahier.Storage.Databases;

/// <summary>
/// Every SQL statement on the store's own tables. Each kind of database has them whole in its own words, in its own folder;
/// those on fact tables are made from a model, beside them. Values come as parameters, always.
/// </summary>
internal sealed record StoreStatements
{
    // The store itself.
    public required string ReadSchemaVersion { get; init; }

    public required string AddSchemaVersion { get; init; }

    public required string ReadModel { get; init; }

    public required string DeleteModel { get; init; }

    public required string AddModel { get; init; }


    // Texts.
    public required string AddArchivedText { get; init; }

    public required string ReadArchivedTexts { get; init; }


    // Facts.
    public required string ReadContent { get; init; }

    public required string DeleteContent { get; init; }

    public required string AddContent { get; init; }

    public required string ReadCounts { get; init; }

    public required string DeleteCounts { get; init; }

    public required string AddCount { get; init; }

    public required string ReadRejected { get; init; }

    public required string DeleteRejected { get; init; }


    // What loads changed.
    public required string AddFactChange { get; init; }

    public required string ReadFactChanges { get; init; }

    public required string DeleteFactChanges { get; init; }

    public required string ReadChangedGroups { get; init; }

    public required string DeleteChangedGroups { get; init; }


    // Snapshots.
    public required string ReadSnapshot { get; init; }

    public required string AddSnapshot { get; init; }

    public required string FindSnapshot { get; init; }

    public required string AddSnapshotField { get; init; }

    public required string ReadSnapshotFields { get; init; }


    // Runs.
    public required string FindRun { get; init; }

    public required string ReadRun { get; init; }

    public required string ReadRuns { get; init; }

    public required string ReadRunNumbers { get; init; }

    public required string AddRun { get; init; }

    public required string FindWholeRun { get; init; }

    public required string AddRunBase { get; init; }

    public required string ReadIndicators { get; init; }


    // Runs that count, are held, or were released.
    public required string FindCurrentRun { get; init; }

    public required string AddAskedRun { get; init; }

    public required string ReadAskedRuns { get; init; }

    public required string FindLastAsked { get; init; }

    public required string ReadPaid { get; init; }

    public required string AddHeldRun { get; init; }

    public required string ReadHeldRun { get; init; }

    public required string ReadHeldRuns { get; init; }

    public required string ReleaseRun { get; init; }


    // Statements.
    public required string ReadAmounts { get; init; }

    public required string ReadUndetermined { get; init; }

    public required string AddStatement { get; init; }

    public required string ReadStatements { get; init; }

    public required string ReadStatementLines { get; init; }


    // Pages of results.
    public required string PageOfDecisions { get; init; }

    public required string PageOfIndicators { get; init; }

    public required string PageOfCohort { get; init; }

    public required string PageOfPayments { get; init; }

    public required string PageOfUnknown { get; init; }

    public required string ReadRuleIds { get; init; }

    // The keys of the service.
    public required string AddApiKey { get; init; }

    public required string RevokeApiKey { get; init; }

    public required string ReadApiKeys { get; init; }

    // Runs that hosts share while they are calculated.
    public required string AddSharedRun { get; init; }

    public required string ReadSharedRuns { get; init; }

    public required string FindSharedRuns { get; init; }

    public required string DeleteSharedRun { get; init; }

    public required string AddShare { get; init; }

    public required string ReadShares { get; init; }

    public required string ClaimShare { get; init; }

    public required string RenewShare { get; init; }

    public required string FreeShare { get; init; }

    public required string PutPiece { get; init; }

    public required string ReadPiece { get; init; }

    public required string DeleteShares { get; init; }

    // The ledger.
    public required string ReadLedger { get; init; }

    public required string ReadLastEntry { get; init; }

    public required string ReadLastOfKind { get; init; }

    public required string AddEntry { get; init; }
}
