using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PenguinMails.Dashboard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FailedPayments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "paid_until",
                table: "tenant_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "payment_method_id",
                table: "tenant_subscriptions",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "attempt_count",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "decline_code",
                table: "invoices",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "declined_method_id",
                table: "invoices",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "failing_since",
                table: "invoices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "last_failed_at",
                table: "invoices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "needs_authentication",
                table: "invoices",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "next_payment_attempt",
                table: "invoices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "dunning_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    invoice_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    stripe_subscription_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    stripe_customer_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    first_failed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    decline_code = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    needs_authentication = table.Column<bool>(type: "INTEGER", nullable: false),
                    suspended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ending = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    next_action_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dunning_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "suspensions",
                columns: table => new
                {
                    invoice_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stripe_subscription_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    suspended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ending_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    lifted_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suspensions", x => x.invoice_id);
                });

            migrationBuilder.CreateTable(
                name: "dunning_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    count_before = table.Column<int>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    decline_code = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dunning_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_dunning_attempts_dunning_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "dunning_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dunning_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    attempt_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dunning_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_dunning_steps_dunning_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "dunning_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_invoices_next_payment_attempt",
                table: "invoices",
                column: "next_payment_attempt",
                filter: "next_payment_attempt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dunning_attempts_case_id",
                table: "dunning_attempts",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_dunning_attempts_key",
                table: "dunning_attempts",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dunning_cases_invoice_id",
                table: "dunning_cases",
                column: "invoice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dunning_cases_next_action_at",
                table: "dunning_cases",
                column: "next_action_at",
                filter: "next_action_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dunning_cases_tenant_id_opened_at",
                table: "dunning_cases",
                columns: new[] { "tenant_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_dunning_steps_attempt_key",
                table: "dunning_steps",
                column: "attempt_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dunning_steps_case_id",
                table: "dunning_steps",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_suspensions_tenant_id",
                table: "suspensions",
                column: "tenant_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dunning_attempts");

            migrationBuilder.DropTable(
                name: "dunning_steps");

            migrationBuilder.DropTable(
                name: "suspensions");

            migrationBuilder.DropTable(
                name: "dunning_cases");

            migrationBuilder.DropIndex(
                name: "ix_invoices_next_payment_attempt",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "paid_until",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "payment_method_id",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "attempt_count",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "decline_code",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "declined_method_id",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "failing_since",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "last_failed_at",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "needs_authentication",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "next_payment_attempt",
                table: "invoices");
        }
    }
}
