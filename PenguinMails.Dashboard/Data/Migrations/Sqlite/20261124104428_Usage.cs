using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PenguinMails.Dashboard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Usage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "billed_beyond",
                table: "usage_periods",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "domains_at",
                table: "usage_periods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "overage_allowed_at",
                table: "usage_periods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "packs_billed",
                table: "usage_periods",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "seats_at",
                table: "usage_periods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "workspaces_at",
                table: "usage_periods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "billing_cycle_anchor",
                table: "tenant_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "next_metered_amount",
                table: "tenant_subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "metered_prices",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    unit_size = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    lookup_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    meter_event_name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    stripe_price_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    stripe_meter_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metered_prices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    period_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_records",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    idempotency_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    timestamp = table.Column<DateTime>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_records", x => new { x.tenant_id, x.idempotency_key });
                });

            migrationBuilder.CreateTable(
                name: "usage_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    period_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    packs = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    told_for = table.Column<DateTime>(type: "TEXT", nullable: true),
                    telling = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    dead_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_settings",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    overage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    monthly_budget = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_settings", x => x.tenant_id);
                    table.ForeignKey(
                        name: "fk_usage_settings_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_metered_prices_lookup_key",
                table: "metered_prices",
                column: "lookup_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_usage_notices_period_id_subject_percent",
                table: "usage_notices",
                columns: new[] { "period_id", "subject", "percent" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_usage_notices_tenant_id",
                table: "usage_notices",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_usage_records_received_at",
                table: "usage_records",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_usage_reports_next_attempt_at",
                table: "usage_reports",
                column: "next_attempt_at",
                filter: "sent_at IS NULL AND dead_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_usage_reports_tenant_id_told_for",
                table: "usage_reports",
                columns: new[] { "tenant_id", "told_for" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "metered_prices");

            migrationBuilder.DropTable(
                name: "usage_notices");

            migrationBuilder.DropTable(
                name: "usage_records");

            migrationBuilder.DropTable(
                name: "usage_reports");

            migrationBuilder.DropTable(
                name: "usage_settings");

            migrationBuilder.DropColumn(
                name: "billed_beyond",
                table: "usage_periods");

            migrationBuilder.DropColumn(
                name: "domains_at",
                table: "usage_periods");

            migrationBuilder.DropColumn(
                name: "overage_allowed_at",
                table: "usage_periods");

            migrationBuilder.DropColumn(
                name: "packs_billed",
                table: "usage_periods");

            migrationBuilder.DropColumn(
                name: "seats_at",
                table: "usage_periods");

            migrationBuilder.DropColumn(
                name: "workspaces_at",
                table: "usage_periods");

            migrationBuilder.DropColumn(
                name: "billing_cycle_anchor",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "next_metered_amount",
                table: "tenant_subscriptions");
        }
    }
}
