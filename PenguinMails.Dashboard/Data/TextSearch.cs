using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace PenguinMails.Dashboard.Data;

/// <summary>Finds a part of a text whatever its capitals, on either database: SQLite's LIKE never heeds them, PostgreSQL's always does.</summary>
public static class TextSearch
{
    private const string Escape = "\\";
    private static readonly MethodInfo Like = typeof(TextSearch).GetMethod(nameof(IsLike), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>In queries alone. Make <paramref name="pattern"/> with <see cref="Part"/>.</summary>
    internal static bool IsLike(string? text, string pattern) => throw new InvalidOperationException("This is asked of the database.");

    /// <summary>The pattern of texts that hold <paramref name="text"/> somewhere, letter by letter.</summary>
    internal static string Part(string text) =>
        $"%{text.Replace(Escape, @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    internal static void OnSqlite(ModelBuilder builder) => Translate(builder, operand => operand);

    internal static void OnPostgres(ModelBuilder builder) => Translate(builder, operand =>
        new SqlFunctionExpression("lower", [operand], nullable: true, argumentsPropagateNullability: [true], typeof(string), operand.TypeMapping));

    private static void Translate(ModelBuilder builder, Func<SqlExpression, SqlExpression> alike) =>
        builder.HasDbFunction(Like).HasTranslation(operands => new LikeExpression(
            alike(operands[0]), alike(operands[1]), new SqlConstantExpression(Escape, operands[0].TypeMapping), typeMapping: null));
}
