using System.Globalization;
using System.Reflection;
using Cahier.Engine.Tests.Models;
using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Every statement for SQL Server is T-SQL of 2019, and uses nothing that those who speak it beside SQL Server do not know.</summary>
public sealed class SqlServerWordsTests
{
    private static readonly StoredTable[] Bulk = [.. typeof(StoredTable).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.GetValue(null)).OfType<StoredTable>()];

    [Fact]
    public void Statements_AreTSql()
    {
        var statements = Statements().ToList();
        Assert.True(statements.Count > 80, "statements are missing");
        Assert.All(statements, sql => Parse(sql));
    }

    [Fact]
    public void Statements_UseTheCommonCoreOnly()
    {
        foreach (var sql in Statements())
        {
            var found = new Uncommon();
            Parse(sql).Accept(found);
            Assert.True(found.What.Count == 0, $"{string.Join(", ", found.What)}: {sql}");
        }
    }

    [Theory]
    [InlineData("MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("CREATE OR ALTER VIEW v AS SELECT 1 AS x", "CREATE OR ALTER")]
    [InlineData("WITH c AS (SELECT x FROM a) UPDATE c SET x = 1", "a change through a common table expression")]
    [InlineData("SELECT x FROM a WITH (UPDLOCK, READPAST)", "a hint on a table")]
    [InlineData("ALTER TABLE a ADD x int NULL, y int NULL", "several columns at once")]
    [InlineData("SELECT x FROM a WHERE x = 'a' + @b", "a text put together")]
    public void UncommonWords_AreFound(string sql, string what)
    {
        var found = new Uncommon();
        Parse(sql).Accept(found);
        Assert.Contains(what, found.What);
    }

    [Fact]
    public void Lengths_AreThoseOfTheTables()
    {
        var tables = new Tables();
        foreach (var sql in SqlServerMigrations.All.Steps.SelectMany(s => s))
        {
            Parse(sql).Accept(tables);
        }

        foreach (var table in Bulk)
        {
            foreach (var column in table.Columns)
            {
                var (type, length) = tables.Found[(table.Name, column)];
                Assert.Equal(table.IsInteger(column) ? ("bigint", "") : ("nvarchar", Length(column)), (type, length));
            }
        }
    }

    /// <summary>A table in no order keeps the room of rows that were removed, and grows with every load.</summary>
    [Fact]
    public void FactTables_StandInAnOrder()
    {
        foreach (var entity in Entities())
        {
            var order = new Order();
            Parse(SqlServerFactTables.Create(entity)).Accept(order);
            Assert.Equal(entity.ParentKey.IsEmpty ? entity.Key : entity.ParentKey, Assert.Single(order.Found));
        }
    }

    private static string Length(string column) => SqlServerFactTables.LengthOf(column) is var length and not SqlServerFactTables.AnyLength ? length.ToString(CultureInfo.InvariantCulture) : "max";

    private static IEnumerable<Entity> Entities() =>
        Directory.EnumerateFiles(Repository.PathOf("schemas", "model"), "*.yaml").SelectMany(f => ModelReader.Read(f, File.ReadAllText(f)).Model!.Entities);

    private static TSqlFragment Parse(string sql)
    {
        var fragment = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Select(e => e.Message))}: {sql}");
        return fragment;
    }

    private static IEnumerable<string> Statements()
    {
        foreach (var property in typeof(StoreStatements).GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            yield return (string)property.GetValue(SqlServerStatements.All)!;
        }

        foreach (var sql in SqlServerMigrations.All.Steps.SelectMany(s => s))
        {
            yield return sql;
        }

        yield return SqlServerStoreConnection.LockStatement;
        yield return SqlServerDatabase.FindSchemaVersion;
        yield return SqlServerDatabase.CreateSchemaVersion;
        foreach (var table in Bulk.Where(t => t.Columns[0] == "run_id"))
        {
            yield return SqlServerFactTables.SelectRun(table);
        }

        foreach (var entity in Entities())
        {
            yield return SqlServerFactTables.Create(entity);
            yield return SqlServerFactTables.Clear(entity.Name);
            yield return SqlServerFactTables.ClearGroups(entity, RowGroups.KeyOf(entity));
            yield return SqlServerFactTables.Select(entity.Name, [.. entity.Columns]);
            yield return SqlServerFactTables.AddColumn(entity, entity.Fields[0]);
        }
    }

    /// <summary>The columns that are created, by table, with type and length.</summary>
    private sealed class Tables : TSqlFragmentVisitor
    {
        public Dictionary<(string Table, string Column), (string Type, string Length)> Found { get; } = [];

        public override void Visit(CreateTableStatement node)
        {
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                var type = (ParameterizedDataTypeReference)column.DataType;
                Found.Add((node.SchemaObjectName.BaseIdentifier.Value, column.ColumnIdentifier.Value), (type.Name.BaseIdentifier.Value, type.Parameters.Count == 0 ? "" : type.Parameters[0].Value));
            }
        }
    }

    /// <summary>The columns by which rows of a table stand in order.</summary>
    private sealed class Order : TSqlFragmentVisitor
    {
        public List<IEnumerable<string>> Found { get; } = [];

        public override void Visit(UniqueConstraintDefinition node)
        {
            if (node.Clustered == true)
            {
                Found.Add(Names(node.Columns));
            }
        }

        public override void Visit(CreateIndexStatement node)
        {
            if (node.Clustered == true)
            {
                Found.Add(Names(node.Columns));
            }
        }

        private static IEnumerable<string> Names(IList<ColumnWithSortOrder> columns) => columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value);
    }

    /// <summary>What is not common to SQL Server and to those who speak as it does.</summary>
    private sealed class Uncommon : TSqlFragmentVisitor
    {
        public List<string> What { get; } = [];

        public override void Visit(MergeStatement node) => What.Add("MERGE");

        public override void Visit(CreateOrAlterViewStatement node) => What.Add("CREATE OR ALTER");

        public override void Visit(CreateOrAlterTriggerStatement node) => What.Add("CREATE OR ALTER");

        public override void Visit(CreateOrAlterProcedureStatement node) => What.Add("CREATE OR ALTER");

        public override void Visit(DataModificationStatement node)
        {
            if (node.WithCtesAndXmlNamespaces is not null)
            {
                What.Add("a change through a common table expression");
            }
        }

        public override void Visit(TableHint node) => What.Add("a hint on a table");

        public override void Visit(AlterTableAddTableElementStatement node)
        {
            if (node.Definition.ColumnDefinitions.Count > 1)
            {
                What.Add("several columns at once");
            }
        }

        public override void Visit(BinaryExpression node)
        {
            if (node.FirstExpression is StringLiteral || node.SecondExpression is StringLiteral)
            {
                What.Add("a text put together");
            }
        }
    }
}
