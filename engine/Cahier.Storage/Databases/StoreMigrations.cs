using System.Collections.Immutable;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Databases;

/// <summary>The store's own tables, step by step. A step that was released is never changed: what comes later is a new one.</summary>
/// <param name="Steps">Numbered from 1; each is executed statement by statement, in one transaction.</param>
internal sealed record StoreMigrations(ImmutableArray<ImmutableArray<string>> Steps)
{
    /// <summary>The names of the store's own tables and views, which no entity may have.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "schema_version", "model", "archived_text", "content", "entity_count", "rejected_row", "snapshot", "snapshot_field", "run", "run_rule", "decision", "unit_value",
        "indicator", "cohort_value", "payment_line", "unknown_outcome", "held_run", "current_run", "statement", "statement_line", "asked_run", "api_key", "shared_run", "run_share", "fact_change", "changed_group", "decision_row", "unit_value_row", "payment_line_row", "run_base", "replaced_row", "ledger",
    ];

    /// <summary>The number of the last step that a store has.</summary>
    public static long VersionOf(StoreConnection connection) => connection.ExecuteScalar<long>(connection.Sql.ReadSchemaVersion);

    /// <summary>Takes the steps that a store does not have yet; each is whole or not taken.</summary>
    /// <param name="connection">The store, with its table of versions.</param>
    /// <param name="address">How the store is called.</param>
    /// <param name="upTo">The last step to take; null for all.</param>
    /// <exception cref="StoreException">A later version of cahier has taken steps that this one does not know.</exception>
    public void Migrate(StoreConnection connection, StoreAddress address, int? upTo = null)
    {
        if (VersionOf(connection) > Steps.Length)
        {
            throw new StoreException($"{address} was made by a later version of cahier", "use that version");
        }

        for (var step = VersionOf(connection) + 1; step <= (upTo ?? Steps.Length); step++)
        {
            connection.Write(() =>
            {
                // Another process may have taken the step meanwhile.
                if (VersionOf(connection) < step)
                {
                    foreach (var statement in Steps[(int)step - 1])
                    {
                        connection.Execute(statement);
                    }

                    connection.Execute(connection.Sql.AddSchemaVersion, new { version = step });
                }

                return true;
            });
        }
    }

    /// <summary>Refuses to write a store that a later version has brought up to date since it was opened here.</summary>
    public void RefuseLater(StoreConnection connection, StoreAddress address)
    {
        if (VersionOf(connection) != Steps.Length)
        {
            throw new StoreException($"{address} was brought up to date by a later version of cahier meanwhile", "use that version; nothing was changed");
        }
    }
}
